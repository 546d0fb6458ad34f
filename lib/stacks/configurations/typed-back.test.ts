import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeConfiguration } from './configuration';
import { MASK } from './secrets';
import { typedBack, withoutSecrets } from './typed-back';

test('what was typed comes back, secrets do not, wherever they were typed', () => {
  const typed = {
    name: 'rds',
    'field.host': 'db.internal',
    'field.client_kwargs': 'retries: 3\naws_secret_access_key: hunter2 # why',
    'field.tracking_uri': 'https://me:hunter2@host',
    'row.0.name': ' api_token ',
    'row.0.value': 'hunter2',
    'row.1.name': 'extra',
    'row.1.value': '{password: hunter2, a: 1}',
    'row.2.name': ' secrets_file ',
    'row.2.value': '/etc/secrets',
    'row.12.name': 'key',
    'row.12.value': 'hunter2',
    'component.1.row.3.name': 'clientSecret',
    'component.1.row.3.value': 'hunter2',
    'component.1.row.4.name': 'region',
    'component.1.row.4.value': 'eu',
    'component.1.field.uri': 'https://me:hunter2@host',
    'component.1.field.dsn': 'host=db password=hunter2 port=1',
    'component.1.yaml': 'token: hunter2\n',
    flavor: 'my key: a',
    yaml: '# mine\npassword: "hunter2"\nport: 1\n',
  };
  const back = typedBack(typed);
  expect(JSON.stringify(back)).not.toContain('hunter2');
  expect(back).toMatchObject({ name: 'rds', 'field.host': 'db.internal', 'row.0.name': ' api_token ' });
  for (const secret of ['row.0.value', 'row.12.value', 'component.1.row.3.value'])
    expect(back).not.toHaveProperty([secret]);
  expect(back).toMatchObject({
    'row.1.value': `{ password: "${MASK}", a: 1 }\n`,
    'row.2.value': '/etc/secrets',
    'component.1.row.4.value': 'eu',
    'component.1.field.uri': `https://me:${MASK}@host`,
    'component.1.field.dsn': `host=db password=${MASK} port=1`,
    'component.1.yaml': `token: "${MASK}"\n`,
    flavor: 'my key: a',
  });
  expect(back['field.client_kwargs']).toMatch(/^retries: 3\naws_secret_access_key: .*# why/);
  expect(back['yaml']).toBe(`# mine\npassword: "${MASK}"\nport: 1\n`);
});

test('text without secrets comes back character for character, whether it is YAML or not', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/secret|pass|pwd|token|key|cred/i.test(text) && !text.includes('://'));
      expect(withoutSecrets(text)).toBe(text);
    }),
  );
});

test('text of more than 64 KB is not read, and cut where a secret begins', () => {
  const rest = (words: number) => `c: ${'word '.repeat(words)}end\n`;
  const text = (words: number) => `a: {password: hunter2, b: 1}\n${rest(words)}`;
  expect(withoutSecrets(text(200))).toBe(`a: { password: "${MASK}", b: 1 }\n${rest(200)}`);
  expect(withoutSecrets(text(13_200))).toBe(`a: {password: "${MASK}"\n${rest(13_200)}`);
});

test.each([
  'other: 1',
  '  indented: 1',
  '"quoted": 1',
  "'single': 1",
  '- listed: 1',
  '- - twice: 1',
  'dashed-name.of_2: 1',
  'spaced : 1',
  'last:',
  'my key!: 1',
])('in text that is no YAML a secret ends where %j begins', (line) => {
  const begin = line.startsWith(' ') ? '  a:\n    password: hunter2' : 'password: hunter2';
  const cut = begin.replace('hunter2', `"${MASK}"`);
  if (line !== 'my key!: 1')
    expect(withoutSecrets(`${begin}\n  hunter2\n${line}\n[`)).toBe(`${cut}\n${line}\n[`);
  expect(withoutSecrets(`${line}\n[`)).toBe(`${line}\n[`);
});

test.each([
  'two words: hunter2',
  'hunter2:x',
  '!hunter2: x',
  'hunter!2: x',
  'hunter2!: x',
  'hunter2',
  ' hunter2: x',
  '? : hunter2',
  '"": hunter2',
])('in text that is no YAML a secret goes on over %j', (line) => {
  expect(withoutSecrets(`password: "a\n${line}\n\nport: 1\n[`)).toBe(`password: "${MASK}"\nport: 1\n[`);
});

test('no secret comes back from text that breaks off anywhere', () => {
  const plain = fc.stringMatching(/^[a-z]{1,6}$/);
  const SECRET = 'hunter2 is: what\n  nobody: sees\nhunter2';
  const fields = fc.dictionary(
    fc.constantFrom('host', 'password', 'api_key', 'client_kwargs', 'tokens'),
    fc.oneof(plain, fc.dictionary(fc.constantFrom('secret', 'region', 'token'), plain)),
    { minKeys: 1 },
  );
  const filled = (value: unknown, isSecret: boolean): unknown => {
    if (typeof value === 'string') return isSecret ? SECRET : value;
    return Object.fromEntries(
      Object.entries(value as object).map(([key, each]) => [
        key,
        filled(each, isSecret || /secret|password|key|token/.test(key)),
      ]),
    );
  };
  fc.assert(
    fc.property(
      fields,
      fc.nat(),
      fc.boolean(),
      fc.constantFrom('', '\n[', '\n}: {'),
      (drawn, at, isJson, end) => {
        const data = filled(drawn, false) as Record<string, string>;
        const text = isJson ? JSON.stringify(data, null, 2) : writeConfiguration(data);
        expect(withoutSecrets(text.slice(0, at % (text.length + 1)) + end)).not.toContain('hunter2');
      },
    ),
    { numRuns: 300 },
  );
}, 30_000);

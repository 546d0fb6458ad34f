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
    yaml: '# mine\npassword: "hunter2"\nport: 1\n',
  };
  const back = typedBack(typed);
  expect(JSON.stringify(back)).not.toContain('hunter2');
  expect(back).toMatchObject({ name: 'rds', 'field.host': 'db.internal', 'row.0.name': ' api_token ' });
  expect(back).not.toHaveProperty(['row.0.value']);
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

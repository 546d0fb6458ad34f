import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  completeConfiguration,
  decodeConfiguration,
  encodeConfiguration,
  keepSecrets,
  maskedText,
  readConfiguration,
  writeConfiguration,
} from './configuration';
import { isSecretField, MASK } from './secrets';

const UUID = '45eb15e1-c8f2-4cb6-ac86-ec3d26b4854e';
const mysql = (fields: Record<string, string | number> = {}) =>
  readConfiguration(
    writeConfiguration({
      name: 'db',
      uuid: UUID,
      host: 'db.internal',
      port: 3306,
      database: 'zen',
      password: 'hunter2',
      ...fields,
    }),
  );

test('fields are written as the client writes them: sorted, in blocks, with a line break at the end', () => {
  expect(writeConfiguration({ uuid: UUID, name: 'default' })).toBe(`name: default\nuuid: ${UUID}\n`);
});

test('text that YAML 1.1 would take for something else is quoted, since clients read YAML 1.1', () => {
  const text = writeConfiguration({
    name: 'yes',
    uuid: UUID,
    a: '0123',
    b: 'on',
    c: '1:30',
    d: 'null',
    e: '~',
  });
  for (const word of ['yes', '0123', 'on', '1:30', 'null', '~']) expect(text).toMatch(`"${word}"`);
});

test('every decoded configuration encodes to what was sent, and nothing else is taken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeConfiguration(encodeConfiguration(text))).toBe(text);
    }),
  );
  for (const bad of ['bmFtZTo', 'not base64!', 'bmFt\nZTo=', '/w==', 'bmFtZTo-'])
    expect(() => decodeConfiguration(bad)).toThrow(/config must be/);
});

test.each([
  ['', /mapping/],
  ['- a', /mapping/],
  ['name: x', /uuid/],
  [`uuid: ${UUID}`, /name/],
  [`name: 5\nuuid: ${UUID}`, /name/],
  ['name: x\nuuid: nope', /uuid/],
])('%j is refused, since lists of clients would break on it for ever', (text, reason) => {
  expect(() => readConfiguration(text)).toThrow(reason);
});

test('secret fields are told by the table, and by their words where no table has them', () => {
  for (const name of [
    'password',
    'api_key',
    'slack_token',
    'aws_secret_access_key',
    'clientSecret',
    'db-passwd',
  ])
    expect(isSecretField(name), name).toBe(true);
  for (const name of ['name', 'uri', 'secrets_file', 'keyboard', 'tokenizer', 'username', 'monkey'])
    expect(isSecretField(name), name).toBe(false);
});

test('whoever may not read secrets sees none: not nested, not in a list, not inside an address', () => {
  const { fields } = mysql({ uri: 'mysql://root:hunter2@db.internal/zen' });
  const deep = {
    ...fields,
    client_kwargs: { aws_secret_access_key: 'hunter2', tokens: ['hunter2'], retries: 3 },
  };
  const shown = maskedText(deep);
  expect(shown).not.toContain('hunter2');
  expect(shown).toContain('retries: 3');
  expect(shown).toContain(`mysql://root:${MASK}@db.internal/zen`);
});

test('a masked value written back keeps the stored secret, and everything around it', () => {
  const stored = mysql();
  const posted = readConfiguration(`# by hand\n${maskedText({ ...stored.fields, database: 'other' })}`);
  const kept = keepSecrets(posted, stored);
  expect(kept.fields).toEqual({ ...stored.fields, database: 'other' });
  expect(kept.text).toMatch(/^# by hand\n/);
});

test('a configuration without masks stays character for character', () => {
  const posted = readConfiguration(`uuid:   ${UUID}\nname: 'db'   # odd\npassword: new\n`);
  expect(keepSecrets(posted, mysql()).text).toBe(posted.text);
});

test('an address that changes does not take an unseen secret along', () => {
  const stored = mysql();
  const moved = readConfiguration(maskedText({ ...stored.fields, host: 'evil.example' }));
  expect(() => keepSecrets(moved, stored)).toThrow(/changes host: enter password again/);
  const uri = mysql({ uri: 'mysql://root:hunter2@db/zen' });
  const sly = readConfiguration(maskedText(uri.fields).replace('@db/zen', '@evil/zen'));
  expect(() => keepSecrets(sly, uri)).toThrow(/changes uri/);
});

test('an address inside of a mapping, one in camel case and one by its look count as well', () => {
  const stored = mysql({ secret: 'hunter2' });
  for (const [name, kept, moved] of [
    ['client_kwargs', { endpoint_url: 'https://a' }, { endpoint_url: 'https://evil' }],
    ['client_kwargs', {}, { endpoint_url: 'https://evil' }],
    ['baseUrl', 'a', 'evil'],
    ['broker', 'amqp://a', 'amqp://evil'],
  ] as const) {
    const before = readConfiguration(writeConfiguration({ ...stored.fields, [name]: kept }));
    const sly = readConfiguration(maskedText({ ...stored.fields, [name]: moved }));
    expect(() => keepSecrets(sly, before), name).toThrow(/enter password again/);
    expect(keepSecrets(readConfiguration(maskedText(before.fields)), before).fields).toEqual(before.fields);
  }
});

test('every secret to be entered again is complained about beside its own field', () => {
  const stored = mysql({ secret: 'hunter2', retries: 3 });
  const moved = readConfiguration(maskedText({ ...stored.fields, host: 'evil.example' }));
  try {
    keepSecrets(moved, stored);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ issues: [{ path: 'config.password' }, { path: 'config.secret' }] });
  }
});

test('an edit around a masked password is refused, never ignored', () => {
  const stored = mysql({ dsn: 'mysql://root:hunter2@db' });
  const text = maskedText(stored.fields).replace(`:${MASK}@db`, `:${MASK}@evil`);
  expect(() => keepSecrets(readConfiguration(text), stored)).toThrow(/dsn/);
});

test('a mask for something that is not stored is refused', () => {
  const stored = mysql();
  const posted = readConfiguration(writeConfiguration({ ...stored.fields, password: 'x', token: MASK }));
  expect(() => keepSecrets(posted, stored)).toThrow(/no stored token/);
});

test('a configuration without name and uuid gets them, and keeps its comments and layout', () => {
  const whole = { name: 'on', uuid: UUID };
  const made = completeConfiguration('# why\npath:   x  # here\n', whole, 'yaml');
  expect(made).toMatchObject(whole);
  expect(made.text).toMatch(/^# why\npath: {1,3}x {1,2}# here\nname: "on"\nuuid: /);
  for (const text of ['', '\n', '{}', '# only this\n', `name: on2\nuuid: ${UUID}\n`.slice(9)])
    expect(completeConfiguration(text, whole, 'yaml')).toMatchObject(whole);
  const given = `uuid:  '${UUID}'\nname: other\n`;
  expect(completeConfiguration(given, whole, 'yaml').text).toBe(given);
  for (const bad of ['- a', 'x', '[', 'a: &b 1'])
    expect(() => completeConfiguration(bad, whole, 'yaml')).toThrow(/yaml/);
});

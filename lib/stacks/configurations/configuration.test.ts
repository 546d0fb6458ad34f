import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  completeConfiguration,
  decodeConfiguration,
  encodeConfiguration,
  isUuid,
  keepSecrets,
  maskedPaths,
  maskedText,
  readConfiguration,
  shownText,
  writeConfiguration,
} from './configuration';
import { isSecretField, MASK } from './secrets';
import { readYaml } from './yaml';

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

test('an address keeps the password behind its mask, and all else in it', () => {
  const stored = mysql({ uri: 'mysql://root:hunter2@db/zen' });
  const posted = readConfiguration(maskedText({ ...stored.fields, retries: 3 }));
  expect(keepSecrets(posted, stored).fields).toEqual({ ...stored.fields, retries: 3 });
});

test('a mask under a key that is no text is refused, never stored as it stands', () => {
  const text = (value: string) => `name: db\nuuid: ${UUID}\nkwargs:\n  5: ${value}\n`;
  const posted = readConfiguration(text(`"${MASK}"`));
  expect(() => keepSecrets(posted, readConfiguration(text('a')))).toThrow('config kwargs.5 cannot be kept.');
});

test('an edit around a masked password is refused, never ignored', () => {
  const stored = mysql({ dsn: 'mysql://root:hunter2@db' });
  const text = maskedText(stored.fields).replace(`:${MASK}@db`, `:${MASK}@evil`);
  expect(() => keepSecrets(readConfiguration(text), stored)).toThrow(/dsn/);
});

test('an edit around a secret inside a text is refused, and one elsewhere is taken', () => {
  const stored = mysql({ options: 'password=hunter2 timeout=5' });
  const shown = maskedText(stored.fields);
  const edited = readConfiguration(shown.replace('timeout=5', 'timeout=6'));
  expect(() => keepSecrets(edited, stored)).toThrow(
    'options has changed around its masked secret: enter it whole.',
  );
  const elsewhere = readConfiguration(shown.replace('database: zen', 'database: other'));
  expect(keepSecrets(elsewhere, stored).fields).toEqual({ ...stored.fields, database: 'other' });
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
  const added = `name: "on"\nuuid: ${UUID}\n`;
  for (const [text, full] of [
    ['', added],
    ['\n\n# only this\n\n\n', `# only this\n${added}`],
  ] as const)
    expect(completeConfiguration(text, whole, 'yaml').text).toBe(full);
  const given = `uuid:  '${UUID}'\nname: other\n`;
  expect(completeConfiguration(given, whole, 'yaml').text).toBe(given);
  for (const bad of ['- a', 'x', '[', 'a: &b 1'])
    expect(() => completeConfiguration(bad, whole, 'yaml')).toThrow(/yaml/);
});

/** What is complained about: the field of each complaint, and the sentence. */
function complaints(work: () => unknown): [path: string, message: string][] {
  try {
    work();
  } catch (error) {
    const { code, issues } = error as { code: string; issues: { path: string; message: string }[] };
    expect(code).toBe('invalid');
    return issues.map(({ path, message }) => [path, message]);
  }
  throw new Error('It was let through.');
}

test('every refusal names the field that holds the configuration', () => {
  const mapping = 'body.yaml must be a YAML mapping of fields.';
  for (const text of ['', '- a', '5', 'x'])
    expect(complaints(() => readConfiguration(text, 'body.yaml'))).toEqual([['body.yaml', mapping]]);
  expect(complaints(() => readConfiguration('- a'))).toEqual([
    ['config', 'config must be a YAML mapping of fields.'],
  ]);
  const whole = { name: 'x', uuid: UUID };
  for (const text of ['- a', '5', 'x'])
    expect(complaints(() => completeConfiguration(text, whole, 'body.yaml'))).toEqual([
      ['body.yaml', mapping],
    ]);
  for (const [text, field] of [
    ['name: 5', 'name'],
    ['uuid: 5', 'uuid'],
    ['name: y\nuuid: nope', 'uuid'],
    [`name: y\nuuid: ${UUID}0`, 'uuid'],
    [`name: y\nuuid: 0${UUID}`, 'uuid'],
    [`name: 5\nuuid: ${UUID}`, 'name'],
  ] as const)
    expect(complaints(() => completeConfiguration(text, whole, 'body.yaml'))).toEqual([
      ['body.yaml', expect.stringMatching(new RegExp(`^body\\.yaml must have .* in '${field}'\\.$`))],
    ]);
  expect(complaints(() => decodeConfiguration('/w==', 'body.b64'))).toEqual([
    ['body.b64', 'body.b64 must be UTF-8 inside the base64.'],
  ]);
  expect(complaints(() => decodeConfiguration('bmFtZTo'))).toEqual([
    ['config', 'config must be standard base64.'],
  ]);
});

test('a uuid has its 36 characters, in whatever case, and nothing around them', () => {
  expect([UUID, UUID.toUpperCase()].map(isUuid)).toEqual([true, true]);
  for (const text of [
    `${UUID}0`,
    `0${UUID}`,
    UUID.slice(1),
    UUID.replace('-', ''),
    `${UUID}\n`,
    UUID.replace('4', 'g'),
  ])
    expect(isUuid(text), text).toBe(false);
});

test('a configuration of 64 KB is read, and no longer one', () => {
  const head = `name: x\nuuid: ${UUID}\nscript: `;
  const text = head + 's'.repeat(64 * 1024 - head.length);
  expect(readConfiguration(text).text).toBe(text);
  expect(() => readConfiguration(`${text}s`)).toThrow(/65536 bytes/);
});

test('long lines stay lines: clients read them back, and people compare them', () => {
  const long = `${'word '.repeat(60)}end`;
  const fields = { name: 'x', uuid: UUID, long, list: ['a', 'b'] };
  expect(writeConfiguration(fields)).toBe(`list:\n- a\n- b\nlong: ${long}\nname: x\nuuid: ${UUID}\n`);
  const made = completeConfiguration(`long: ${long}\n`, { name: 'x', uuid: UUID }, 'yaml');
  expect(made.text).toBe(`long: ${long}\nname: "x"\nuuid: "${UUID}"\n`);
  const kept = keepSecrets(readConfiguration(`${made.text}password: "${MASK}"\n`), mysqlAt(undefined, long));
  expect(kept.text).toBe(`${made.text}password: "hunter2"\n`);
});

/** A stored configuration of a host, or of none, and a password. */
function mysqlAt(host: string | undefined, long: string) {
  const fields = {
    name: 'x',
    uuid: UUID,
    long,
    password: 'hunter2',
    ...(host === undefined ? {} : { host }),
  };
  return readConfiguration(writeConfiguration(fields));
}

test('the text is shown as it was sent where nothing in it is hidden, and never with a comment', () => {
  const odd = `uuid:   ${UUID}\nname: 'db'\n`;
  expect(shownText(readConfiguration(odd))).toBe(odd);
  const secret = readConfiguration(`${odd}password: hunter2\n`);
  expect(shownText(secret)).toBe(`name: db\npassword: "${MASK}"\nuuid: ${UUID}\n`);
  expect(shownText(readConfiguration(`${odd}# hunter2\n`))).toBe(`name: db\nuuid: ${UUID}\n`);
});

test('an unseen secret follows no address that appears or goes away', () => {
  const [here, nowhere] = [mysqlAt('db.internal', 'l'), mysqlAt(undefined, 'l')];
  for (const [posted, stored] of [
    [here, nowhere],
    [nowhere, here],
  ] as const)
    expect(
      complaints(() => keepSecrets(readConfiguration(maskedText(posted.fields)), stored, 'body')),
    ).toEqual([
      [
        'body.password',
        'The configuration changes host: enter password again, a stored secret does not follow unseen.',
      ],
    ]);
});

test('a secret that names a place is kept behind its mask, and entered anew it counts as another place', () => {
  const stored = mysql({ token: 'https://me:hunter2@a' });
  const anew = (token: string) =>
    readConfiguration(maskedText(stored.fields).replace(/token: .*/, `token: ${token}`));
  expect(keepSecrets(anew(`"${MASK}"`), stored).fields).toEqual(stored.fields);
  expect(keepSecrets(anew('plain'), stored).fields).toEqual({ ...stored.fields, token: 'plain' });
  expect(() => keepSecrets(anew('https://evil'), stored)).toThrow(/changes token: enter password again/);
});

test('each address counts for itself, whatever others are called, and nothing is no address', () => {
  const stored = mysql({});
  const at = (one: string, two: string) =>
    readConfiguration(
      `${stored.text}one:\n  url: ${one}\n  note:\ntwo:\n  url: ${two}\nnote:\n`.replace(
        'hunter2',
        `"${MASK}"`,
      ),
    );
  const before = readConfiguration(at('https://a', 'https://b').text.replace(`"${MASK}"`, 'hunter2'));
  expect(keepSecrets(at('https://a', 'https://b'), before).fields).toEqual(before.fields);
  for (const [one, two, name] of [
    ['https://evil', 'https://b', 'one.url'],
    ['https://a', 'https://evil', 'two.url'],
    ['https://b', 'https://a', 'one.url'],
  ] as const)
    expect(() => keepSecrets(at(one, two), before)).toThrow(`changes ${name}: enter password again`);
});

test('what only holds an address counts where it is no secret itself', () => {
  const stored = mysql({ note: 'see https://a', token: 'https://me:hunter2@a' });
  const same = readConfiguration(maskedText(stored.fields));
  expect(keepSecrets(same, stored).fields).toEqual(stored.fields);
  const moved = readConfiguration(maskedText({ ...stored.fields, note: 'see https://evil' }));
  expect(() => keepSecrets(moved, stored)).toThrow(/changes note: enter password again/);
  const plain = readConfiguration(maskedText({ ...stored.fields, database: 'db.example' }));
  expect(keepSecrets(plain, stored).fields).toEqual({ ...stored.fields, database: 'db.example' });
});

test('a new secret may be entered beside a kept one, and one address by another', () => {
  const stored = mysql({ token: 'old', port: 1 });
  const posted = readConfiguration(maskedText(stored.fields).replace(`token: "${MASK}"`, 'token: brand-new'));
  expect(keepSecrets(posted, stored).fields).toEqual({ ...stored.fields, token: 'brand-new' });
  const whole = readConfiguration(
    writeConfiguration({ ...stored.fields, host: 'other', password: 'p', token: 't' }),
  );
  expect(keepSecrets(whole, stored)).toBe(whole);
});

test('secrets in lists and mappings are kept where they stand, and nowhere else', () => {
  const text = (a: string, b: string) =>
    `name: x\nuuid: ${UUID}\ntokens:\n- ${a}\n- ${b}\nkwargs:\n  secret: ${a}\n  retries: 3\n`;
  const stored = readConfiguration(text('one', 'two'));
  const masks = readConfiguration(text(`"${MASK}"`, 'three'));
  expect(keepSecrets(masks, stored).fields).toMatchObject({
    tokens: ['one', 'three'],
    kwargs: { secret: 'one', retries: 3 },
  });
  const more = readConfiguration(`${text('a', 'b')}more:\n  deep:\n    key: "${MASK}"\n`);
  expect(complaints(() => keepSecrets(more, stored))).toEqual([
    ['config.more.deep.key', `The configuration has no stored more.deep.key that ${MASK} could stand for.`],
  ]);
  const under = (note: string) => readConfiguration(`name: x\nuuid: ${UUID}\nnote: ${note}\n`);
  for (const note of ['', '5', 'text'])
    expect(complaints(() => keepSecrets(under(`{ key: "${MASK}" }`), under(note)))[0]?.[0]).toBe(
      'config.note.key',
    );
  const beyond = readConfiguration(`${text('a', 'b').replace('- b', `- b\n- "${MASK}"`)}`);
  expect(complaints(() => keepSecrets(beyond, stored))[0]?.[0]).toBe('config.tokens.2');
});

test('a mask is found wherever it stands in a text', () => {
  const { value } = readYaml(
    `a: [x, "${MASK}", {b: "u:${MASK}@h"}]\nc: 5\ne: true\nd:\n"${MASK}": y\n`,
    'yaml',
    {
      bytes: 1_000,
      tokens: 100,
    },
  );
  expect(maskedPaths(value)).toEqual([
    ['a', 1],
    ['a', 2, 'b'],
  ]);
});

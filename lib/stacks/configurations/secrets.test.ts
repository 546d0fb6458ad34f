import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastest } from '@/lib/testing/fastest';
import { isAddressField, isSecretField, MASK, masked } from './secrets';

/** As passwords are, with all that an address would have to encode. */
const password = fc
  .string({ unit: fc.constantFrom(...'abcXYZ0189@:/+%=.#!~'), minLength: 1, maxLength: 20 })
  .map((text) => `Q${text}Q`);

describe('a secret inside a text', () => {
  it('is not shown, whatever an address holds between its user name and the last @', () => {
    fc.assert(
      fc.property(password, (secret) => {
        const shown = String(masked(`mysql://root:${secret}@db.internal:3306/zen`));
        expect(shown).toBe(`mysql://root:${MASK}@db.internal:3306/zen`);
        expect(masked(shown)).toBe(shown);
      }),
    );
  });

  it.each([
    ['DefaultEndpointsProtocol=https;AccountName=lab;AccountKey=aGVsbG8=;EndpointSuffix=x', 'aGVsbG8'],
    ['https://lab.blob.example.org/c?sv=2020&sig=hunter2&se=1', 'hunter2'],
    ['host=db user=zen password=hunter2 port=5432', 'hunter2'],
    ['Server=db;Pwd=hunter2', 'hunter2'],
    ['redis://:hunter2@cache:6379/0', 'hunter2'],
    ['token=hunter2', 'hunter2'],
    ['a=1 Secret = hunter2', 'hunter2'],
    ['/c?first=1&Signature=hunter2', 'hunter2'],
    ['?sig=hunter2', 'hunter2'],
    ['db.passwd=hunter2', 'hunter2'],
    ['key=hunter2', 'hunter2'],
    ['x;ApiKey=hunter2;y', 'hunter2'],
    ['SharedAccessKeyName=root;shared-accesskey=hunter2', 'hunter2'],
    ['my.sharedkey=hunter2', 'hunter2'],
    ['aws_access_key =hunter2', 'hunter2'],
    ['my-api_token=hunter2', 'hunter2'],
  ])('is not shown in %s', (text, secret) => {
    expect(String(masked(text))).toContain(MASK);
    expect(String(masked(text))).not.toContain(secret);
  });

  it('is not shown however long or short it is, and whatever stands before it', () => {
    for (const secret of ['x', '1', ':', '/', '123456/x', '12345', 'y'.repeat(512), 'z'.repeat(4_000)])
      for (const user of ['', 'root', '1', 'first.last', 'a b'.slice(0, 1)])
        expect(masked(`mysql://${user}:${secret}@db`), secret.slice(0, 9)).toBe(`mysql://${user}:${MASK}@db`);
    expect(masked('see a://u:one@h, b://v:two@k\nand\tc://w:three@l or d://e')).toBe(
      `see a://u:${MASK}@h, b://v:${MASK}@k\nand\tc://w:${MASK}@l or d://e`,
    );
    expect(masked('a://host:80/://u:one@h')).toBe(`a://host:80/://u:${MASK}@h`);
  });

  it.each([
    'http://host:1/path@home',
    'http://host:65535/path@home',
    'unix://host:socket',
    'mysql://root:@db',
    'mysql://root@db:3306',
    'mysql:root:hunter@db',
    'mysql://a/b:c@db',
    'http://host:8080/path@home',
    's3://bucket/key=value',
    'https://example.org/?page=2&monkey=x y',
    'docker.io/greenhouse@sha256:abc',
    'uri: gs://bucket',
  ])('is not suspected in %s', (text) => {
    expect(masked(text)).toBe(text);
  });

  it.each([
    ['a=1;AccountKey=hunter2;b=2', `a=1;AccountKey=${MASK};b=2`],
    ['?a=1&sig=hunter2&b=2', `?a=1&sig=${MASK}&b=2`],
    ['password = hunter2 b=2', `password = ${MASK} b=2`],
    ['PASSWORD=one two password=three', `PASSWORD=${MASK} two password=${MASK}`],
  ])('is cut out of %s, and nothing else', (text, shown) => {
    expect(masked(text)).toBe(shown);
  });

  it('is looked for in time that grows with the text', () => {
    for (const piece of ['://a:', '://a:b', '://a:1/', '@://a:', 'key=', ';key', 'a', 'a ', '@']) {
      const text = piece.repeat(65_536 / piece.length);
      expect(
        fastest(() => masked(text)),
        piece,
      ).toBeLessThan(1_000);
    }
  });
});

describe('a secret in a field', () => {
  it.each([
    'password',
    'secret',
    'token',
    'key',
    'slack_token',
    'api_key',
    'tracking_password',
    'tracking_token',
    'service_principal_password',
    'db_passwd',
    'PWD',
    'ssh-passphrase',
    'secrets',
    'refresh.tokens',
    'apikey',
    'googleCredential',
    's3Credentials',
    'aws_secret_access_key',
    'http2Key',
  ])('is told by the name %s', (name) => {
    expect(isSecretField(name)).toBe(true);
  });

  it.each([
    'secrets_file',
    'encryption_spec_key_name',
    'service_account_path',
    'keyboard',
    'monkey',
    'tokenizer',
    'KEYs_of',
    'passwordless',
    'username',
    '',
  ])('is not suspected behind the name %s', (name) => {
    expect(isSecretField(name)).toBe(false);
  });

  it('is masked at any depth, whatever it is, unless there is none', () => {
    const shown = masked({
      token: 'hunter2',
      retries: 3,
      nested: {
        keys: 1,
        api_key: ['a', 1, true, { any: 'b', none: null }],
        empty: { password: '', secret: null },
      },
      list: ['mysql://u:hunter2@h', { pwd: 5 }, null, false],
    });
    expect(JSON.parse(JSON.stringify(shown))).toEqual({
      token: MASK,
      retries: 3,
      nested: {
        keys: 1,
        api_key: [MASK, MASK, MASK, { any: MASK, none: null }],
        empty: { password: '', secret: null },
      },
      list: [`mysql://u:${MASK}@h`, { pwd: MASK }, null, false],
    });
  });
});

describe('an address in a field', () => {
  it.each([
    'tracking_uri',
    'uris',
    'baseUrl',
    'urls',
    'dsn',
    'DB_HOST',
    'hosts',
    'hostname',
    'search-domain',
    'public_ip',
    'port',
    'path',
    'http.proxy',
    'endpoint',
    'endpoints',
    'broker',
    'server',
    'servers',
    'mail_address',
    'container_registry',
    'awsRegion',
    'bucket',
  ])('is told by the name %s', (name) => {
    expect(isAddressField(name)).toBe(true);
  });

  it.each(['database', 'name', 'hostile', 'support', 'pathology', 'description', 'iptables', ''])(
    'is not suspected behind the name %s',
    (name) => {
      expect(isAddressField(name)).toBe(false);
    },
  );
});

import type { YamlValue } from './yaml';

/** What stands where a secret is not shown. Written back, it keeps the stored one. */
export const MASK = '********';

/** Fields that hold a secret in a flavor of ZenML 0.8.1. */
const SECRET: ReadonlySet<string> = new Set([
  'password',
  'secret',
  'token',
  'key',
  'slack_token',
  'api_key',
  'tracking_password',
  'tracking_token',
  'service_principal_password',
]);
/** Fields there that only sound like one. */
const HARMLESS: ReadonlySet<string> = new Set([
  'secrets_file',
  'encryption_spec_key_name',
  'service_account_path',
]);
const SECRET_WORDS: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'secrets',
  'token',
  'tokens',
  'key',
  'apikey',
  'credential',
  'credentials',
]);

/**
 * Whether a configuration field holds a secret: by the table of 0.8.1, else by the words of its name, since custom
 * flavors and later clients bring fields that no table has.
 */
export function isSecretField(name: string): boolean {
  if (SECRET.has(name)) return true;
  if (HARMLESS.has(name)) return false;
  return wordsOf(name).some((word) => SECRET_WORDS.has(word));
}

const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

/**
 * `mysql://user:password@host`: the password inside an address, up to the last `@`, as people write slashes and `@`
 * into it. What looks like a port is none. Bounded: a search that fails is repeated at every `://`.
 */
const USERINFO = /(:\/\/[^/\s:@]*:)(?!\d{1,5}\/)\S{1,512}(?=@)/g;
/** `AccountName=x;AccountKey=y`, `?sig=y`: what connection strings and signed addresses carry. */
const PAIRS =
  /((?:^|[?&;\s])(?:[\w.-]*(?:password|passwd|pwd|secret|token)|(?:[\w.-]*[_.-])?(?:api|access|account|shared)?key|sig(?:nature)?)\s*=\s*)[^&;\s]+/gi;

/**
 * The value as it may be shown: secret fields at any depth, and secrets inside addresses and connection strings, behind
 * {@link MASK}.
 */
export function masked(value: YamlValue, isSecret = false): YamlValue {
  if (Array.isArray(value)) return value.map((item) => masked(item, isSecret));
  if (typeof value === 'object' && value !== null) {
    const shown: Record<string, YamlValue> = Object.create(null);
    for (const [name, each] of Object.entries(value as Readonly<Record<string, YamlValue>>))
      shown[name] = masked(each, isSecret || isSecretField(name));
    return shown;
  }
  if (isSecret) return value === null || value === '' ? value : MASK;
  if (typeof value !== 'string') return value;
  return value.replaceAll(USERINFO, `$1${MASK}`).replaceAll(PAIRS, `$1${MASK}`);
}

const ADDRESS_WORDS: ReadonlySet<string> = new Set([
  'uri',
  'uris',
  'url',
  'urls',
  'dsn',
  'host',
  'hosts',
  'hostname',
  'domain',
  'ip',
  'port',
  'path',
  'proxy',
  'endpoint',
  'endpoints',
  'broker',
  'server',
  'servers',
  'address',
  'registry',
  'region',
  'bucket',
]);

/** Whether a field says where something is: a secret kept unseen must not follow it to another place. */
export const isAddressField = (name: string): boolean =>
  wordsOf(name).some((word) => ADDRESS_WORDS.has(word));

import { ExactNumber } from '@/lib/json/exact-number';
import type { YamlValue } from './yaml';

/** What stands where a secret is not shown. Written back, it keeps the stored one. */
export const MASK = '********';

/** Fields of ZenML 0.8.1 that only sound like a secret. */
const HARMLESS: ReadonlySet<string> = new Set(['secrets_file', 'encryption_spec_key_name']);
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
 * Whether a configuration field holds a secret, by the words of its name: those of 0.8.1 all have one of these, and
 * custom flavors and later clients bring fields that no table has.
 */
export const isSecretField = (name: string): boolean =>
  !HARMLESS.has(name) && wordsOf(name).some((word) => SECRET_WORDS.has(word));

const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

/**
 * `mysql://user:password`: an address up to its last `@`, since people write slashes and `@` into passwords, and tokens
 * that stand in place of one are thousands of characters long. What looks like a port is no password.
 */
const USERINFO = /(:\/\/[^/:@]*:)(?!\d{1,5}\/).+/;

/** A text with the passwords inside its addresses masked, in time that grows with the text. */
const withoutPasswords = (text: string): string =>
  text.replaceAll(/\S+/g, (word) => {
    const end = word.lastIndexOf('@');
    return end < 0 ? word : word.slice(0, end).replace(USERINFO, `$1${MASK}`) + word.slice(end);
  });

/** `AccountName=x;AccountKey=y`, `?sig=y`: what connection strings and signed addresses carry. */
const PAIRS =
  /((?:^|[?&;\s])(?:[\w.-]*(?:password|passwd|pwd|secret|token)|(?:[\w.-]*[_.-])?(?:api|access|account|shared)?key|sig(?:nature)?)\s*=\s*)[^&;\s]+/gi;

/**
 * The value as it may be shown: secret fields at any depth, and secrets inside addresses and connection strings, behind
 * {@link MASK}.
 */
export function masked(value: YamlValue, isSecret = false): YamlValue {
  if (Array.isArray(value)) return value.map((item) => masked(item, isSecret));
  if (typeof value === 'object' && value !== null && !(value instanceof ExactNumber)) {
    const shown: Record<string, YamlValue> = Object.create(null);
    for (const [name, each] of Object.entries(value as Readonly<Record<string, YamlValue>>))
      shown[name] = masked(each, isSecret || isSecretField(name));
    return shown;
  }
  if (isSecret) return value === null || value === '' ? value : MASK;
  if (typeof value !== 'string') return value;
  return withoutPasswords(value).replaceAll(PAIRS, `$1${MASK}`);
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

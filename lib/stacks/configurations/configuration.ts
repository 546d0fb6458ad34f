import { isMap, isScalar, type ParsedNode, Scalar, stringify } from 'yaml';
import { type DomainError, type Issue, invalid } from '@/lib/core/domain-error';
import { ExactNumber, exactText } from '@/lib/json/exact-number';
import { isAddressField, isSecretField, MASK, masked } from './secrets';
import { EXACT_NUMBER, readYaml, type YamlLimits, type YamlValue } from './yaml';

/** Clients write a few hundred bytes; a custom component may carry a script. */
const LIMITS: YamlLimits = { bytes: 64 * 1024, tokens: 10_000 };

/** Of any version: Python makes and reads them all. */
export const isUuid = (text: string): boolean => UUID.test(text);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Fields of a configuration by name, in the order they were written. */
export type ConfigurationFields = Readonly<Record<string, YamlValue>>;

/** A component's configuration: the YAML as sent, and what it says. */
export interface Configuration {
  readonly text: string;
  /** From the YAML, as the client reads them back: they count, not those around it. */
  readonly name: string;
  readonly uuid: string;
  readonly fields: ConfigurationFields;
}

/**
 * Reads a configuration. `invalid` naming `path` when it is no mapping or lacks a name or a uuid: one such would break
 * the lists of clients for ever.
 */
export function readConfiguration(text: string, path = 'config'): Configuration {
  const { value } = readYaml(text, path, LIMITS);
  if (!isFields(value)) throw wrong(path, 'must be a YAML mapping of fields.');
  const { name, uuid } = value;
  if (typeof name !== 'string') throw wrong(path, "must have the component's name as text in 'name'.");
  if (typeof uuid !== 'string' || !isUuid(uuid))
    throw wrong(path, "must have the component's id as a UUID in 'uuid'.");
  return { text, name, uuid, fields: value };
}

/**
 * The YAML of a whole configuration from one that may leave `name` and `uuid` out; what is there stays as it is
 * written, comments included. `invalid` with `path` as {@link readConfiguration}.
 */
export function completeConfiguration(
  text: string,
  { name, uuid }: Pick<Configuration, 'name' | 'uuid'>,
  path: string,
): Configuration {
  const { document, value } = readYaml(text, path, LIMITS);
  if (value === null)
    return readConfiguration(`${text.trimEnd()}\n${writeConfiguration({ name, uuid })}`.trimStart());
  if (!isFields(value) || !isMap(document.contents)) throw wrong(path, 'must be a YAML mapping of fields.');
  const missing = Object.entries({ name, uuid }).filter(([field]) => !(field in value));
  if (missing.length === 0) return readConfiguration(text, path);
  for (const [field, word] of missing) {
    const node = new Scalar(word);
    // YAML 1.1, which clients read, takes some words for more than text.
    node.type = Scalar.QUOTE_DOUBLE;
    document.set(field, node);
  }
  return readConfiguration(document.toString({ lineWidth: 0 }), path);
}

/** Decodes what the wire carries. `invalid` for anything that would not come back as the same characters. */
export function decodeConfiguration(base64: string, path = 'config'): string {
  const bytes = Buffer.from(base64, 'base64');
  const text = bytes.toString('utf8');
  if (bytes.toString('base64') !== base64) throw wrong(path, 'must be standard base64.');
  if (Buffer.from(text, 'utf8').compare(bytes) !== 0) throw wrong(path, 'must be UTF-8 inside the base64.');
  return text;
}

export const encodeConfiguration = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Writes fields as the client's own YAML library does: sorted, in blocks, quoted where YAML 1.1 would see no text. */
export const writeConfiguration = (fields: ConfigurationFields): string =>
  stringify(fields, {
    sortMapEntries: true,
    compat: 'yaml-1.1',
    lineWidth: 0,
    indentSeq: false,
    customTags: [EXACT_NUMBER],
  });

/** The fields as everybody who may read the component sees them. */
export const maskedFields = (fields: ConfigurationFields): ConfigurationFields =>
  masked(fields) as ConfigurationFields;

/** The YAML for those who may not read secrets. */
export const maskedText = (fields: ConfigurationFields): string => writeConfiguration(maskedFields(fields));

/**
 * The same, but the text as it was sent where nothing in it is hidden: neither in a field, nor (who knows?) in a
 * comment, which clients never write.
 */
export const shownText = ({ text, fields }: Pick<Configuration, 'text' | 'fields'>): string =>
  text.includes('#') || exactText(maskedFields(fields)) !== exactText(fields) ? maskedText(fields) : text;

/**
 * A new configuration in which masked values stand for what is stored: they are put back, everything else stays
 * character for character. `invalid`, at the field below `path`, when a kept secret would be sent to an address that
 * changed with it: who cannot see a secret must not learn it by moving where it goes.
 */
export function keepSecrets(posted: Configuration, stored: Configuration, path = 'config'): Configuration {
  const hidden = maskedPaths(posted.fields);
  if (hidden.length === 0) return posted;
  const moved = movedAddress(stored.fields, posted.fields);
  const issues = hidden.flatMap((at): Issue[] => {
    const problem = keepingProblem(posted.fields, stored.fields, at, moved);
    return problem === null ? [] : [{ path: `${path}.${at.join('.')}`, message: problem }];
  });
  if (issues.length > 0) throw invalid(issues);
  const { document } = readYaml(posted.text, path, LIMITS);
  for (const at of hidden) {
    const node = document.getIn(at, true) as ParsedNode | undefined;
    if (isScalar(node)) node.value = valueAt(stored.fields, at);
    else throw wrong(path, `${at.join('.')} cannot be kept.`);
  }
  if (!isMap(document.contents)) throw wrong(path, 'must be a YAML mapping of fields.');
  return readConfiguration(document.toString({ lineWidth: 0 }), path);
}

/** Why the secret behind a mask cannot stay, or null. */
function keepingProblem(
  posted: ConfigurationFields,
  stored: ConfigurationFields,
  at: readonly (string | number)[],
  moved: string | null,
): string | null {
  const name = at.join('.');
  const value = valueAt(stored, at);
  if (value === undefined) return `The configuration has no stored ${name} that ${MASK} could stand for.`;
  if (moved !== null)
    return `The configuration changes ${moved}: enter ${name} again, a stored secret does not follow unseen.`;
  const text = valueAt(posted, at);
  return text === MASK || text === masked(value)
    ? null
    : `${name} has changed around its masked secret: enter it whole.`;
}

/** The first address, at any depth, that is another one or new or gone; null when everything stays where it is. */
function movedAddress(before: ConfigurationFields, after: ConfigurationFields): string | null {
  // What a mask keeps is where it was; a secret that is entered anew and names a place may be another one.
  const [was, is] = [new Map(addresses(before, 'no secrets')), new Map(addresses(after, 'secrets too'))];
  return [...is.keys(), ...was.keys()].find((name) => was.get(name) !== is.get(name)) ?? null;
}

/** Where things are: what is called an address, and what looks like one, masked. */
function* addresses(
  value: YamlValue,
  told: 'no secrets' | 'secrets too',
  at = '',
  isSecret = false,
): Generator<[path: string, text: string]> {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) {
    if (typeof value === 'string' && value.includes('://') && !(isSecret && told === 'no secrets'))
      yield [at, String(masked(value, isSecret))];
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    const path = at === '' ? name : `${at}.${name}`;
    const hides = isSecret || isSecretField(name);
    if (isAddressField(name) && !hides) yield [path, exactText(masked(each as YamlValue))];
    else yield* addresses(each as YamlValue, told, path, hides);
  }
}

/** Where masked text stands: a secret field, or an address with its password masked. */
export function maskedPaths(value: YamlValue, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return value.includes(MASK) ? [at] : [];
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    maskedPaths(each as YamlValue, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}

function valueAt(value: YamlValue, at: readonly (string | number)[]): YamlValue | undefined {
  let found: YamlValue | undefined = value;
  for (const key of at) {
    if (typeof found !== 'object' || found === null || found instanceof ExactNumber) return undefined;
    found = (found as Readonly<Record<string | number, YamlValue>>)[key];
  }
  return found;
}

const isFields = (value: YamlValue): value is ConfigurationFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

function wrong(path: string, problem: string): DomainError {
  const message = `${path} ${problem}`;
  return invalid([{ path, message }]);
}

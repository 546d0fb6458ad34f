import { ExactNumber } from '@/lib/json/exact-number';
import { type ConfigurationFields, writeConfiguration } from './configuration';
import type { FlavorField, KnownFlavor } from './known-flavors';
import { yamlNumber } from './python-yaml';
import { isSecretField, MASK } from './secrets';
import type { YamlValue } from './yaml';

/** Every configuration has them; forms ask for the name elsewhere, and nobody for the uuid. */
export const OF_EVERY: ReadonlySet<string> = new Set(['name', 'uuid']);

/** A field that is not of the flavor's own, as a form shows it: a name and a value that are typed. */
export interface FormRow {
  readonly name: string;
  /** Empty for a secret. */
  readonly value: string;
  /** There is a secret, which is not shown. */
  readonly isStored: boolean;
}

/** What a form of a component's fields begins with. Never a secret: only that one is stored. */
export interface FormValues {
  /** Texts of the flavor's own fields by their names; of flags `true` or `false`. */
  readonly texts: Readonly<Record<string, string>>;
  /** Names of the flavor's own fields whose secret is stored. */
  readonly stored: readonly string[];
  readonly rows: readonly FormRow[];
}

/** The fields of a masked configuration as a form of this flavor shows them; a flavor that no table has is all rows. */
export function formValues(flavor: KnownFlavor | null, fields: ConfigurationFields): FormValues {
  const own = flavor?.fields ?? [];
  const texts: Record<string, string> = {};
  for (const field of own) {
    const value = fields[field.name];
    if (field.kind === 'flag') texts[field.name] = String(isOn(value ?? field.initial));
    else if (!isSecretField(field.name)) texts[field.name] = ownText(field, value ?? null);
  }
  const names = new Set(own.map(({ name }) => name));
  return {
    texts,
    stored: own.filter(({ name }) => isSecretField(name) && isSet(fields[name])).map(({ name }) => name),
    rows: Object.entries(fields)
      .filter(([name]) => !names.has(name) && !OF_EVERY.has(name))
      .map(([name, value]) =>
        value === MASK
          ? { name, value: '', isStored: true }
          : { name, value: rowText(value), isStored: false },
      ),
  };
}

const isSet = (value: YamlValue | undefined): boolean =>
  value !== undefined && value !== null && value !== '';

/** Whether a flag is set; some write it as text. */
const isOn = (value: YamlValue): boolean =>
  value === true || (typeof value === 'string' && /^true$/i.test(value));

/** A field's value where its kind is known: text stands as it is. */
function ownText({ kind }: FlavorField, value: YamlValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof ExactNumber) return yamlNumber(value.text);
  if (typeof value !== 'object') return String(value);
  if (kind !== 'mapping') return flowText(value);
  return Object.keys(value).length === 0 ? '' : writeConfiguration(value as ConfigurationFields).trimEnd();
}

/** A value where nothing says its kind: {@link rowValue} reads the same value back. */
export function rowText(value: YamlValue): string {
  if (typeof value === 'string' && isPlainText(value)) return value;
  return flowText(value);
}

/** A value on one line as YAML has it: JSON, but for numbers, which keep their digits or are none. */
function flowText(value: YamlValue): string {
  if (value instanceof ExactNumber) return yamlNumber(value.text);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(',')}]`;
  const members = Object.entries(value as ConfigurationFields);
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${flowText(each)}`).join(',')}}`;
}

const CORE_WORD = /^(?:null|Null|NULL|~|true|True|TRUE|false|False|FALSE)$/;
const CORE_NUMBER =
  /^[-+]?(?:\.inf|\.Inf|\.INF|\.nan|\.NaN|\.NAN|\d+|\d*\.\d+(?:[eE][-+]?\d+)?|\d+\.(?:\d+)?(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)$/;
/** What YAML would take for more than a text: brackets, quotes, words and numbers. */
const NO_PLAIN_TEXT = /^[[{"']/;

export const isPlainText = (text: string): boolean =>
  text !== '' &&
  text.trim() === text &&
  !text.includes('\n') &&
  !NO_PLAIN_TEXT.test(text) &&
  !CORE_WORD.test(text) &&
  !CORE_NUMBER.test(text);

import { type ExactNumber, isNumber } from '@/lib/json/exact-number';
/** What PyYAML's `dump` takes. */
export type Dumped =
  | null
  | boolean
  | number
  | string
  | ExactNumber
  | readonly Dumped[]
  | ReadonlyMap<string, Dumped>
  | { readonly [key: string]: Dumped };

/** Readers of YAML 1.1 take plain text of these forms for something else: booleans, nulls, numbers, dates, `=` and `<<`. */
const NOT_TEXT =
  /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|\.+|[-+]?(?:\d[\d_,:]*)?\.?[\d_]*(?:e[-+]?\d+)?|[-+]?0[box][\da-f_]+|[-+]?\.?(?:inf|nan)|\d{4}-\d\d?-\d.*)$/i;
/** Text that needs no quotes wherever it stands. */
const PLAIN = /^[A-Za-z0-9_./+$(][A-Za-z0-9_./+$()~@;=,-]*(?: [A-Za-z0-9_./+$()~@;=,-]+)*$/;
/** A colon inside is plain where no space follows it: addresses. */
const ADDRESS = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[A-Za-z0-9_./+@:=-]*[A-Za-z0-9_/=-]$/;
/** What PyYAML reads in single quotes as it is: neither a control, nor a line break of any kind, nor a byte order mark. */
const PRINTABLE = /^[ -~\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]+$/u;
/** Longer keys are no keys on one line: readers give up at 1,024 characters. */
const MAX_KEY = 1_000;

/** A text as a YAML scalar on one line, which PyYAML and every other reader take for exactly this text. */
export function yamlText(text: string): string {
  if ((PLAIN.test(text) || ADDRESS.test(text)) && !NOT_TEXT.test(text)) return text;
  if (PRINTABLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return `"${text.replace(/["\\]|[^ -~]/gu, escapedPoint)}"`;
}

function escapedPoint(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return digits.length > 4 ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

const NON_FINITE: Readonly<Record<string, string>> = { NaN: '.nan', Infinity: '.inf', '-Infinity': '-.inf' };

/** A number as PyYAML reads it: floats need a point, and a sign in the exponent; what is none has a word of its own. */
export function yamlNumber(json: string): string {
  const word = NON_FINITE[json];
  if (word !== undefined) return word;
  const [mantissa = '', exponent] = json.toLowerCase().split('e');
  if (exponent === undefined) return mantissa;
  const pointed = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  return `${pointed}e${/^[-+]/.test(exponent) ? '' : '+'}${exponent}`;
}

/** Text of a value as PyYAML's `dump` lays it out: in blocks, keys sorted, a line break at the end. */
export const dumpYaml = (value: Dumped): string => `${dumpedAt(value, 0)}\n`;

/** As {@link dumpYaml}, for a place `indent` spaces from the left: the first line without them, no line break at the end. */
export function dumpedAt(value: Dumped, indent: number): string {
  const scalar = scalarText(value);
  if (scalar !== null) return scalar;
  const next = `\n${' '.repeat(indent)}`;
  if (Array.isArray(value)) return value.map((item) => `- ${dumpedAt(item, indent + 2)}`).join(next);
  return sortedEntries(value as Mapping)
    .map(([key, each]) => entryText(key, each, indent))
    .join(next);
}

type Mapping = ReadonlyMap<string, Dumped> | { readonly [key: string]: Dumped };

const sortedEntries = (mapping: Mapping): [string, Dumped][] =>
  (mapping instanceof Map ? [...mapping] : Object.entries(mapping)).sort(([a], [b]) => (a < b ? -1 : 1));

function entryText(key: string, value: Dumped, indent: number): string {
  const name = yamlText(key);
  const scalar = scalarText(value);
  if (name.length > MAX_KEY) return `? ${name}\n${' '.repeat(indent)}: ${dumpedAt(value, indent + 2)}`;
  if (scalar !== null) return `${name}: ${scalar}`;
  const inside = Array.isArray(value) ? indent : indent + 2;
  return `${name}:\n${' '.repeat(inside)}${dumpedAt(value, inside)}`;
}

/** Text of what stands on one line; null for what needs lines of its own. */
function scalarText(value: Dumped): string | null {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return yamlText(value);
  if (isNumber(value)) return yamlNumber(String(value));
  if (Array.isArray(value)) return value.length === 0 ? '[]' : null;
  return sortedEntries(value as Mapping).length === 0 ? '{}' : null;
}

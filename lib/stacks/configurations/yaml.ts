import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  parseDocument,
  type ScalarTag,
} from 'yaml';
import { DomainError } from '@/lib/core/domain-error';
import { ExactNumber, numberOf } from '@/lib/json/exact-number';
import { yamlNumber } from './python-yaml';

/** A YAML value as JSON knows it, numbers as they are written. Objects have no prototype. */
export type YamlValue =
  | null
  | boolean
  | number
  | ExactNumber
  | string
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

export interface YamlLimits {
  /** UTF-8 bytes of the text. */
  readonly bytes: number;
  /** Words and marks in it. */
  readonly tokens: number;
}

/** Open brackets and marks on one line; the deepest configuration that a client writes nests 3. */
const MAX_NESTING = 32;
const MAX_INDENT = 64;

/** How numbers that a double would not give back are written. */
export const EXACT_NUMBER: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => value instanceof ExactNumber,
  resolve: (text) => text,
  stringify: ({ value }) => yamlNumber(String(value)),
};

/**
 * Reads one YAML document of plain data (core schema). `invalid` with `path` for anything beyond that: tags, anchors,
 * aliases, merges, directives, a second document, a key twice. Everything is bounded before the parser sees it, which
 * is recursive and slow on hostile text: 30,000 nested brackets end the process, 20,000 tags take seconds.
 */
export function readYaml(
  text: string,
  path: string,
  limits: YamlLimits,
): { document: Document.Parsed<ParsedNode>; value: YamlValue } {
  const problem = textProblem(text, limits);
  if (problem !== null) throw refused(path, problem);
  const document = parseDocument(text, {
    schema: 'core',
    customTags: [EXACT_NUMBER],
    merge: false,
    // Quadratic in the parser: 6,000 keys take 1.2 s. The walk below does it in one pass.
    uniqueKeys: false,
    strict: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const [first] = document.errors;
  if (first !== undefined) throw refused(path, first.message);
  try {
    return { document, value: plain(document.contents) };
  } catch (error) {
    if (error instanceof NotPlain) throw refused(path, error.message);
    throw error;
  }
}

/** Whether a YAML text has remarks: writing its values anew would lose them. For texts that {@link readYaml} took. */
export function holdsComments(text: string): boolean {
  let before = '';
  for (const token of new Lexer().lex(text)) {
    // The lexer puts this mark before a text, which may begin with a #.
    if (token.startsWith('#') && before !== '\u001f') return true;
    before = token;
  }
  return false;
}

class NotPlain extends Error {}

const refused = (path: string, message: string): DomainError => {
  const sentence = `${path} is not YAML that is taken here: ${message}`;
  return new DomainError('invalid', sentence, { issues: [{ path, message: sentence }] });
};

function textProblem(text: string, limits: YamlLimits): string | null {
  if (Buffer.byteLength(text, 'utf8') > limits.bytes) return `it has more than ${limits.bytes} bytes.`;
  let [tokens, open, marks] = [0, 0, 0];
  let before = '';
  for (const token of new Lexer().lex(text)) {
    tokens++;
    if (tokens > limits.tokens) return `it has more than ${limits.tokens} words and marks.`;
    if (token === '[' || token === '{') open++;
    else if (token === ']' || token === '}') open--;
    else if (token === '-' || token === '?' || token === ':') marks++;
    else if (token.includes('\n')) marks = 0;
    else if (token === ',' && before === ',') return 'two commas follow each other.';
    if (open > MAX_NESTING || marks > MAX_NESTING || (/^ +$/.test(token) && token.length > MAX_INDENT))
      return `it nests deeper than ${MAX_NESTING}.`;
    // Told before the parser works its way to it.
    if (token === ':' && before === '<<') return 'it holds a merge.';
    const forbidden = FORBIDDEN[token.charAt(0)];
    if (forbidden !== undefined) return `it holds ${forbidden}.`;
    if (!/^\s*$/.test(token)) before = token;
  }
  return null;
}

/** What a token begins with that stands for more than data. Quoted and plain text comes behind a mark of the lexer. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  '&': 'an anchor',
  '*': 'an alias',
  '!': 'a tag',
  '%': 'a directive',
};

function plain(node: ParsedNode | null): YamlValue {
  if (node === null) return null;
  if (isScalar(node)) return scalar(node.value, node.source ?? '');
  if (isSeq<ParsedNode>(node)) return node.items.map(plain);
  if (!isMap<ParsedNode, ParsedNode | null>(node)) throw new NotPlain('it holds an alias.');
  const object: Record<string, YamlValue> = Object.create(null);
  for (const { key, value } of node.items) {
    if (!isScalar(key)) throw new NotPlain('a key is a list or a mapping.');
    const name = typeof key.value === 'string' ? key.value : (key.source ?? '');
    if (name === '<<') throw new NotPlain('it holds a merge.');
    if (name in object) throw new NotPlain(`the key '${name}' stands there twice.`);
    object[name] = plain(value);
  }
  return object;
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
/** YAML's words for what JSON has no number for. */
const NON_FINITE: Readonly<Record<string, string>> = {
  '.nan': 'NaN',
  '.inf': 'Infinity',
  '+.inf': 'Infinity',
  '-.inf': '-Infinity',
};

/** Numbers as JSON writes them keep their digits; of other notations those that a double does not hold stay text. */
function scalar(value: unknown, source: string): YamlValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (JSON_NUMBER.test(source)) return numberOf(source);
  const word = NON_FINITE[source.toLowerCase()];
  if (word !== undefined) return new ExactNumber(word);
  const isHeld = Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
  return typeof value === 'number' && isHeld ? value : source;
}

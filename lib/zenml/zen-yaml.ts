import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { exactValue } from '@/lib/json/exact-json';
import { readYaml, type YamlLimits } from '@/lib/stacks/configurations/yaml';

/** A YAML text that Python wrote, as JSON. */
export interface PythonYaml {
  readonly value: unknown;
  /** The JSON text of a field of the mapping, its numbers to the digit; null where there is none. */
  readonly field: (name: string) => string | null;
}

/**
 * Reads YAML as PyYAML wrote it. `invalid` as {@link readYaml}: every text is bounded before a parser sees it. What
 * YAML 1.2 takes for a number and PyYAML writes bare as text (`12e34`, a commit) stays text.
 */
export function readPythonYaml(text: string, path: string, limits: YamlLimits): PythonYaml {
  const { document } = readYaml(text, path, limits);
  const { contents } = document;
  return {
    value: exactValue(jsonText(contents)) as unknown,
    field: (name) => {
      if (!isMap<ParsedNode, ParsedNode | null>(contents)) return null;
      const pair = contents.items.find(({ key }) => isScalar(key) && key.value === name);
      return pair === undefined ? null : jsonText(pair.value);
    },
  };
}

/** What PyYAML writes for an int and a float, as far as JSON has the same. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+(?:[eE][-+]\d+)?)?$/;
/** What PyYAML writes for a float that is no number. */
const NON_FINITE: Readonly<Record<string, string>> = {
  '.nan': 'NaN',
  '.inf': 'Infinity',
  '-.inf': '-Infinity',
};

function jsonText(node: ParsedNode | null): string {
  if (node === null) return 'null';
  if (isScalar(node)) return scalarText(node.value, node.source ?? '');
  if (isSeq<ParsedNode>(node)) return `[${node.items.map(jsonText).join(',')}]`;
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return 'null';
  const pairs = node.items.map(({ key, value }) => {
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : isScalar(key) ? key.source : '';
    return `${JSON.stringify(name)}:${jsonText(value)}`;
  });
  return `{${pairs.join(',')}}`;
}

function scalarText(value: unknown, source: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  return NUMBER.test(source) ? source : (NON_FINITE[source] ?? JSON.stringify(source));
}

const [LF, SPACE, DASH, HASH] = [0x0a, 0x20, 0x2d, 0x23];

/**
 * A line that names a pipeline: `name:`, or, where the name is long, `? name` and then `: - ` with its first run. The
 * groups: the long name; what stands before the dash; the name.
 */
const KEY = /^ +(?:\? (\S.*)|(: +)- .*|(\S.*):(?: \[\])?)$/;

/** One run of a `pipeline_runs.yaml`: the key of its pipeline as written, and its lines. */
export interface RunPiece {
  readonly pipeline: string;
  readonly text: string;
}

/**
 * Cuts a `pipeline_runs.yaml`, laid out as PyYAML does, into its runs without parsing it: a parser takes a hundred times
 * its bytes, so that each run is parsed by itself. Null where the layout is another one.
 */
export function* runPieces(bytes: Buffer): Generator<RunPiece | null> {
  let pipeline: string | null = null;
  let item: { from: number; indent: number } | null = null;
  let isBegun = false;
  let at = 0;
  const piece = (to: number): RunPiece | null => {
    if (item === null || pipeline === null) return null;
    // What stands before the run on its first line gives way to spaces: what is left is the mapping alone.
    const text = bytes.subarray(item.from + item.indent + 1, to).toString('utf8');
    return { pipeline, text: `${' '.repeat(item.indent + 1)}${text}` };
  };
  while (at < bytes.length) {
    const found = bytes.indexOf(LF, at);
    const end = found === -1 ? bytes.length : found + 1;
    const line = lineAt(bytes, at, end);
    if (line !== null) {
      if (!isBegun) {
        const text = bytes.subarray(at, end).toString('utf8').trimEnd();
        if (text === 'pipeline_runs: {}') return;
        if (text !== '---') {
          if (text !== 'pipeline_runs:') return void (yield null);
          isBegun = true;
        }
      } else if (item !== null && line.indent > item.indent) {
        // Inside of a run.
      } else if (line.isItem && (item === null ? pipeline !== null : line.indent === item.indent)) {
        if (item !== null) yield piece(at);
        item = { from: at, indent: line.indent };
      } else {
        if (item !== null) yield piece(at);
        item = null;
        // What follows the runs at the top is of no concern.
        if (line.indent === 0 && !line.isItem) return;
        const text = bytes.subarray(at, end).toString('utf8').trimEnd();
        const [, long, behind, key] = KEY.exec(text) ?? [];
        if (line.isItem || (long ?? behind ?? key) === undefined) return void (yield null);
        if (behind === undefined) pipeline = long ?? key ?? '';
        else item = { from: at, indent: line.indent + behind.length };
      }
    }
    at = end;
  }
  if (item !== null) yield piece(bytes.length);
}

/** Where a line's text begins; null for an empty one and a comment. */
function lineAt(bytes: Buffer, from: number, to: number): { indent: number; isItem: boolean } | null {
  let at = from;
  while (at < to && bytes[at] === SPACE) at += 1;
  const first = bytes[at];
  if (first === undefined || at === to || first === LF || first === 0x0d || first === HASH) return null;
  const isItem = first === DASH && (bytes[at + 1] === SPACE || bytes[at + 1] === LF);
  return { indent: at - from, isItem };
}

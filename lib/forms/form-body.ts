import { exactText, isNumber } from '@/lib/json/exact-number';
import { type Edit, JsonText, spliceText } from '@/lib/json/json-text';
import {
  type LeafShape,
  MAP_ROW,
  type ObjectShape,
  type Optional,
  type RowsShape,
  type Shape,
} from './form-shape';
import { isNamed, isRows, MARK, NEW_ROW, type Tree, type TreeObject } from './form-tree';

/** What a form begins with: the part of a stored value that its shape knows, every value as text. */
export function formTree(shape: Shape, value: unknown): Tree {
  switch (shape.kind) {
    case 'object': {
      const fields = Object.entries(shape.fields).filter(([name, each]) => fits(each, member(value, name)));
      return Object.fromEntries(fields.map(([name, each]) => [name, formTree(each, member(value, name))]));
    }
    case 'rows':
      return items(value).map((item, n) => ({ [MARK]: String(n), ...named(formTree(shape.row, item)) }));
    case 'texts':
      return items(value).map(shown);
    case 'map':
      return Object.entries(isObject(value) ? value : {}).map(([key, each], n) => ({
        [MARK]: String(n),
        key,
        value: shown(each),
      }));
    default:
      return shown(value);
  }
}

/** A row as an add button makes it. */
export function blankRow(shape: Shape): Tree {
  if (shape.kind === 'texts') return '';
  const row = shape.kind === 'rows' ? shape.row : MAP_ROW;
  return { [MARK]: NEW_ROW, ...named(formTree(row, undefined)) };
}

/** Whether the form can show it; what is of another kind is left alone. */
function fits(shape: Shape, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (shape.kind === 'rows') return Array.isArray(value) && value.every(isObject);
  if (shape.kind === 'texts') return Array.isArray(value);
  if (shape.kind === 'object' || shape.kind === 'map') return isObject(value);
  return typeof value !== 'object' || isNumber(value);
}

/** What a stored value holds that the shape does not know, as JSON text, with where it stands. */
export function unknownFields(shape: Shape, value: unknown): { path: string; text: string }[] {
  return [...unknownIn(shape, value, 'body')].slice(0, MOST_UNKNOWN);
}

/** More are in the JSON. */
const MOST_UNKNOWN = 200;

function* unknownIn(shape: Shape, value: unknown, path: string): Generator<{ path: string; text: string }> {
  if (shape.kind === 'rows')
    for (const [n, item] of items(value).entries()) yield* unknownIn(shape.row, item, `${path}.${n + 1}`);
  if (shape.kind !== 'object' || !isObject(value)) return;
  for (const [name, each] of Object.entries(value)) {
    const below = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (below !== undefined) yield* unknownIn(below, each, `${path}.${name}`);
    else if (`${path}.${name}` !== 'body.artifact_type')
      yield { path: `${path}.${name}`, text: exactText(each) };
  }
}

/** A value as a field shows it. Forms send LF, whatever line ends were stored. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return exactText(value);
  return value.replaceAll(/\r\n?/g, '\n');
}

/**
 * The stored text with what a form holds laid over it. Where the form shows what is stored, the text stays character
 * for character; so does everything that the shape does not know, also in rows that moved.
 */
export function layOver(shape: Shape, tree: Tree, baseText: string): string {
  return laid(shape, tree, { json: new JsonText(baseText), node: 0, isNew: false }) ?? baseText;
}

/** The body of a new artifact: every field of the shape, as clients write it. */
export function newBody(type: string, shape: ObjectShape, tree: Tree): string {
  const fields = laid(shape, tree, { json: new JsonText('null'), node: null, isNew: true }) ?? '{}';
  return `{${[`"artifact_type": "${type}"`, fields.slice(1, -1)].filter(Boolean).join(', ')}}`;
}

interface Base {
  readonly json: JsonText;
  /** Null where the base has nothing. */
  readonly node: number | null;
  /** Inside of something that the form made: empty fields are written too, as clients write them. */
  readonly isNew: boolean;
}

const storedOf = ({ json, node }: Base): unknown => (node === null ? undefined : json.exact(node));
const sliceOf = ({ json, node }: Base): string | null => (node === null ? null : json.slice(node));

/** JSON text; null for what is absent and stays so. */
function laid(shape: Shape, tree: Tree, base: Base): string | null {
  switch (shape.kind) {
    case 'object':
      return isNamed(tree) ? laidObject(shape, tree, base) : sliceOf(base);
    case 'rows':
      return isRows(tree) ? laidRows(shape, tree, base) : sliceOf(base);
    case 'texts':
      return isRows(tree) ? laidTexts(tree.map(String), base) : sliceOf(base);
    case 'map':
      return isRows(tree) ? laidMap(tree, base) : sliceOf(base);
    default:
      return typeof tree === 'string' ? laidLeaf(shape, tree, base) : sliceOf(base);
  }
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function laidLeaf({ kind }: LeafShape, typed: string, base: Base): string | null {
  const empty = kind === 'word' ? '""' : 'null';
  const now = typed.replaceAll(/\r\n?/g, '\n');
  if (now === shown(storedOf(base))) return sliceOf(base) ?? (base.isNew ? empty : null);
  if (now === '') return empty;
  // What is no number goes on as text, for the schema to complain about it.
  return kind === 'number' && JSON_NUMBER.test(now.trim()) ? now.trim() : JSON.stringify(now);
}

function laidObject(shape: ObjectShape, tree: TreeObject, base: Base): string | null {
  const { json, node } = base;
  const there = node !== null && json.kind(node) === 'object' ? node : null;
  const blank = shape.optional !== undefined && isBlank(tree) ? laidBlank(shape, shape.optional, base) : null;
  if (blank !== null) return blank.text;
  const isMade = there === null && shape.optional !== undefined;
  const edits: Edit[] = [];
  const added: [string, string][] = [];
  for (const [name, each] of Object.entries(shape.fields)) {
    const typed = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (typed === undefined) continue;
    const child = there === null ? null : json.find([name], there);
    const text = laid(each, typed, { json, node: child, isNew: base.isNew || isMade });
    if (text === null) continue;
    if (child === null) added.push([name, text]);
    else if (text !== json.slice(child)) edits.push({ ...json.span(child), text });
  }
  if (there === null) {
    if (added.length === 0 && !base.isNew) return sliceOf(base);
    for (const [name, text] of Object.entries(shape.optional?.adds ?? {}))
      if (added.every(([there]) => there !== name)) added.push([name, text]);
    return `{${added.map(([name, text]) => `${JSON.stringify(name)}: ${text}`).join(', ')}}`;
  }
  if (added.length > 0) edits.push(json.adding(there, added));
  return spliced(json, there, edits);
}

/** What becomes of an optional object whose fields are all empty; null where it stays because of what else it holds. */
function laidBlank(
  shape: ObjectShape,
  { unless }: Optional,
  base: Base,
): { readonly text: string | null } | null {
  const stored = storedOf(base);
  if (!isObject(stored)) return { text: sliceOf(base) ?? (base.isNew ? 'null' : null) };
  if (isBlank(formTree(shape, stored))) return { text: sliceOf(base) };
  return unless.some((name) => (member(stored, name) ?? '') !== '') ? null : { text: 'null' };
}

/** Whether every field is empty, whatever rows there are. */
function isBlank(tree: Tree): boolean {
  if (typeof tree === 'string') return tree.trim() === '';
  return Object.entries(tree).every(([name, value]) => name === MARK || isBlank(value));
}

function laidRows({ row: shape }: RowsShape, tree: readonly Tree[], base: Base): string | null {
  const { json, node } = base;
  if (node !== null && json.kind(node) !== 'array' && json.kind(node) !== 'null') return json.slice(node);
  const origins = node === null ? [] : [...json.children(node)].map((child) => child.node);
  const used = new Set<number>();
  const rows = tree.filter(isNamed).map((row) => {
    const from = originOf(row);
    const origin = from === null || used.has(from) ? undefined : origins[from];
    if (origin !== undefined && from !== null) used.add(from);
    const text = laid(shape, row, { json, node: origin ?? null, isNew: origin === undefined }) ?? '{}';
    return { origin, text };
  });
  const isInPlace = rows.length === origins.length && rows.every(({ origin }, n) => origin === origins[n]);
  if (node === null || !isInPlace) {
    if (rows.length === 0 && origins.length === 0) return sliceOf(base) ?? (base.isNew ? '[]' : null);
    return `[${rows.map(({ text }) => text).join(', ')}]`;
  }
  const edits = rows.flatMap(({ origin, text }): Edit[] =>
    origin === undefined || text === json.slice(origin) ? [] : [{ ...json.span(origin), text }],
  );
  return spliced(json, node, edits);
}

function laidTexts(typed: readonly string[], base: Base): string | null {
  const before = items(storedOf(base)).map(shown);
  const kept = typed.filter((each) => each.trim() !== '');
  // Blank rows that somebody left open are no change.
  if ([typed, kept].some((now) => JSON.stringify(now) === JSON.stringify(before)))
    return sliceOf(base) ?? (base.isNew ? '[]' : null);
  return `[${kept.map((each) => JSON.stringify(each)).join(', ')}]`;
}

function laidMap(tree: readonly Tree[], base: Base): string | null {
  const now = tree.filter(isNamed).map((row) => [String(row['key'] ?? ''), String(row['value'] ?? '')]);
  const kept = now.filter(([key, value]) => key !== '' || value !== '');
  const value = storedOf(base);
  const before = Object.entries(isObject(value) ? value : {}).map(([key, each]) => [key, shown(each)]);
  if ([now, kept].some((each) => JSON.stringify(each) === JSON.stringify(before)))
    return sliceOf(base) ?? (base.isNew ? '{}' : null);
  return `{${kept.map(([key, each]) => `${JSON.stringify(key)}: ${JSON.stringify(each)}`).join(', ')}}`;
}

function spliced(json: JsonText, node: number, edits: readonly Edit[]): string {
  const { start } = json.span(node);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return spliceText(json.slice(node), moved);
}

/** Number of the row that a row of the form came from, or null for a new one. */
export function originOf(row: TreeObject): number | null {
  const mark = Object.hasOwn(row, MARK) ? row[MARK] : undefined;
  return typeof mark === 'string' && /^(0|[1-9]\d{0,5})$/.test(mark) ? Number(mark) : null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const member = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
const named = (tree: Tree): TreeObject => (isNamed(tree) ? tree : {});

import { DomainError, invalid } from '@/lib/core/domain-error';

/**
 * What a form holds: texts, under names and in lists. A row of a list that has fields carries under `@` where it
 * came from: its number in the list that the form began with, or `new`.
 */
export type Tree = string | readonly Tree[] | TreeObject;
export interface TreeObject {
  readonly [name: string]: Tree;
}

/** The field that says what its place is: of a list that it is one (it may have no rows), of a row its origin. */
export const MARK = '@';
const LIST = 'list';
/** In place of `list`, of texts that are ticked: those that are there count, in the order of their numbers. */
export const SET = 'set';
export const NEW_ROW = 'new';
/** Choice of a list's select that adds a word. No entry can be called so: names do not begin with a space. */
export const ANOTHER = ' another';

/** Bounds of one form. A card of 200 scenarios, 50 data fields and everything else has about 2,000 fields. */
export const FORM_LIMITS = { fields: 20_000, rows: 2_000, depth: 12, path: 300 } as const;

const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const INDEX = /^(0|[1-9]\d{0,4})$/;

/** What a form sent under a name: more names, each with a text or with names again. In the order in which they came. */
export type Branch = ReadonlyMap<string, Branch | string>;
type Growing = Map<string, Growing | string>;

/**
 * The fields whose names are paths below `root` (`body.data.0.source`), taken apart at their dots; other fields are passed
 * over. `invalid` for names that no form of ours sends and for a field that came twice; `too_large` beyond
 * {@link FORM_LIMITS}.
 */
export function branchOf(fields: Iterable<readonly [path: string, value: string]>, root: string): Branch {
  const top: Growing = new Map();
  let count = 0;
  for (const [path, value] of fields) {
    if (!path.startsWith(`${root}.`)) continue;
    count += 1;
    if (count > FORM_LIMITS.fields)
      throw new DomainError('too_large', `A form may have ${FORM_LIMITS.fields} fields at most.`);
    plant(top, path, path.slice(root.length + 1), value);
  }
  return top;
}

/** As {@link branchOf}, with lists where marks say so. `invalid` for lists with holes, too. */
export const treeOf = (fields: Iterable<readonly [path: string, value: string]>, root = 'body'): Tree =>
  grown(branchOf(fields, root), root);

function plant(top: Growing, path: string, below: string, value: string): void {
  const steps = below.split('.');
  if (path.length > FORM_LIMITS.path || steps.length > FORM_LIMITS.depth) throw strange(path);
  let at = top;
  for (const [n, step] of steps.entries()) {
    const isLast = n === steps.length - 1;
    if (!NAME.test(step) && !INDEX.test(step) && !(isLast && step === MARK)) throw strange(path);
    const there = at.get(step);
    if (isLast) {
      if (there !== undefined) throw new DomainError('invalid', `${path} was sent more than once.`);
      at.set(step, value);
    } else if (there === undefined) {
      const branch: Growing = new Map();
      at.set(step, branch);
      at = branch;
    } else if (typeof there === 'string') throw strange(path);
    else at = there;
  }
}

function grown(branch: Branch, path: string): Tree {
  const child = (value: Branch | string, name: string): Tree =>
    typeof value === 'string' ? value : grown(value, `${path}.${name}`);
  if (branch.get(MARK) === SET) return ticked(branch, path);
  if (branch.get(MARK) !== LIST) {
    for (const name of branch.keys()) if (INDEX.test(name)) throw strange(`${path}.${name}`);
    return Object.fromEntries([...branch].map(([name, value]) => [name, child(value, name)]));
  }
  const rows = branch.size - 1;
  if (rows > FORM_LIMITS.rows) throw tooMany(path);
  return Array.from({ length: rows }, (_, n) => {
    const row = branch.get(String(n));
    if (row === undefined) throw strange(`${path}.${n}`);
    return child(row, String(n));
  });
}

function ticked(branch: Branch, path: string): Tree {
  const rows = [...branch].filter(([name]) => name !== MARK);
  if (rows.length > FORM_LIMITS.rows) throw tooMany(path);
  return rows
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([name, value]) => {
      if (!INDEX.test(name) || typeof value !== 'string') throw strange(`${path}.${name}`);
      return value;
    });
}

const tooMany = (path: string): DomainError =>
  new DomainError('too_large', `${path} may have ${FORM_LIMITS.rows} rows at most.`);

function strange(path: string): DomainError {
  const name = path.length > 120 ? `${path.slice(0, 120)}…` : path;
  return invalid([{ path: '', message: `'${name}' is no field of this form.`, value: name }]);
}

/** The fields of a tree, as a form sends them. */
export function* fieldsOf(tree: Tree, root = 'body'): Generator<[path: string, value: string]> {
  if (typeof tree === 'string') {
    yield [root, tree];
    return;
  }
  if (isRows(tree)) yield [`${root}.${MARK}`, LIST];
  for (const [name, value] of Object.entries(tree)) yield* fieldsOf(value, `${root}.${name}`);
}

/** How many fields hold something else, counting those that only one of the two has something in. */
export function fieldsThatDiffer(a: Tree, b: Tree): number {
  const texts = (tree: Tree) => new Map([...fieldsOf(tree)].filter(([path]) => !path.endsWith(`.${MARK}`)));
  const [inA, inB] = [texts(a), texts(b)];
  const paths = new Set([...inA.keys(), ...inB.keys()]);
  return [...paths].filter((path) => (inA.get(path) ?? '') !== (inB.get(path) ?? '')).length;
}

export const isRows = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);
export const isNamed = (tree: Tree | undefined): tree is TreeObject =>
  typeof tree === 'object' && !Array.isArray(tree);

/** What stands at a path; undefined where the tree has nothing. */
export function treeAt(tree: Tree, path: string, root = 'body'): Tree | undefined {
  if (path === root) return tree;
  if (!path.startsWith(`${root}.`)) return undefined;
  let at: Tree = tree;
  for (const step of path.slice(root.length + 1).split('.')) {
    if (typeof at === 'string' || !Object.hasOwn(at, step)) return undefined;
    at = (at as TreeObject)[step] ?? '';
  }
  return at;
}

/** The tree with something else at a path that it has; undefined takes the row of that number out of its list. */
export function treeWith(tree: Tree, path: string, value: Tree | undefined, root = 'body'): Tree {
  if (path === root) return value ?? tree;
  const steps = path.slice(root.length + 1).split('.');
  return replaced(tree, steps, value);
}

function replaced(tree: Tree, [step = '', ...rest]: readonly string[], value: Tree | undefined): Tree {
  if (typeof tree === 'string' || !Object.hasOwn(tree, step)) return tree;
  if (isRows(tree)) {
    if (rest.length === 0 && value === undefined) return tree.filter((_, n) => String(n) !== step);
    return tree.map((row, n) => (String(n) === step ? next(row, rest, value) : row));
  }
  const here = tree as TreeObject;
  return { ...here, [step]: next(here[step] ?? '', rest, value) };
}

function next(tree: Tree, rest: readonly string[], value: Tree | undefined): Tree {
  return rest.length === 0 ? (value ?? tree) : replaced(tree, rest, value);
}

/** What a submit button of an editor asks for. */
export type Act = { readonly kind: 'save' } | { readonly kind: 'draft' } | RowAct | OwnAct;
/** What a button asks for that only the form of one type has. */
export interface OwnAct {
  readonly kind: 'own';
  readonly text: string;
}
/** What a button that adds, removes or moves a row asks for. */
export type RowAct =
  | { readonly kind: 'add'; readonly path: string }
  | { readonly kind: 'remove' | 'up' | 'down'; readonly path: string; readonly row: number };

/** Reads `save`, `draft`, `add:body.data`, `remove:body.data.3`, `up:…`, `down:…`, `own:…`. `invalid` for anything else. */
export function parseAct(text: string): Act {
  if (text === 'save' || text === 'draft') return { kind: text };
  const [, own] = /^own:(.{1,600})$/s.exec(text) ?? [];
  if (own !== undefined) return { kind: 'own', text: own };
  const [, kind, path = ''] = /^(add|remove|up|down):([a-z0-9_.]+)$/.exec(text) ?? [];
  if (kind === 'add') return { kind, path };
  const [, list = '', row = ''] = /^(.+)\.(\d{1,5})$/.exec(path) ?? [];
  if (list !== '' && (kind === 'remove' || kind === 'up' || kind === 'down'))
    return { kind, path: list, row: Number(row) };
  throw new DomainError('invalid', 'The button is none of this form.');
}

/** What an act makes of the rows, and the path that a person goes on at: the new row, the moved one, or the neighbour. */
export function changeRows(
  tree: Tree,
  act: RowAct,
  blank: Tree,
): { readonly tree: Tree; readonly focus: string } {
  const rows = treeAt(tree, act.path);
  if (!isRows(rows)) throw new DomainError('invalid', 'The button is none of this form.');
  const done = (changed: readonly Tree[], row: number) => ({
    tree: treeWith(tree, act.path, changed),
    focus: changed.length === 0 ? act.path : `${act.path}.${row}`,
  });
  if (act.kind === 'add') {
    if (rows.length >= FORM_LIMITS.rows)
      throw new DomainError('too_large', `${act.path} may have ${FORM_LIMITS.rows} rows at most.`);
    return done([...rows, blank], rows.length);
  }
  const { row } = act;
  const moved = rows[row];
  if (moved === undefined) return { tree, focus: act.path };
  const others = rows.filter((_, n) => n !== row);
  if (act.kind === 'remove') return done(others, Math.min(row, others.length - 1));
  const to = Math.max(0, Math.min(rows.length - 1, act.kind === 'up' ? row - 1 : row + 1));
  return done([...others.slice(0, to), moved, ...others.slice(to)], to);
}

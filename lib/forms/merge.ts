import { originOf } from './form-body';
import { MAP_ROW, type ObjectShape, type Shape } from './form-shape';
import { isNamed, isRows, MARK, NEW_ROW, type Tree, type TreeObject } from './form-tree';
import { pairRows, sameTree } from './pair-rows';

/**
 * What two people did to one place: gave it different values, put rows into different orders, or one of them removed
 * a row that the other changed (`gone there`: theirs is without it; `gone here`: mine is).
 */
export interface MergeConflict {
  /** In the merged tree. */
  readonly path: string;
  readonly kind: 'value' | 'order' | 'gone there' | 'gone here';
  readonly base: Tree | null;
  readonly mine: Tree | null;
  readonly theirs: Tree | null;
}

export interface Merged {
  /** Theirs with what only I changed; where both did, mine. Rows say where they are in theirs. */
  readonly tree: Tree;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges what two people made of `base`, field by field. Rows are the same by their id, where the shape names one,
 * or by what they hold; those of `mine` say which of the base they were. What only one side changed is taken; the
 * rest are conflicts.
 */
export function merge(shape: Shape, base: Tree, mine: Tree, theirs: Tree): Merged {
  const conflicts: MergeConflict[] = [];
  const tree = merged(shape, { base, mine, theirs }, 'body', conflicts) ?? mine;
  return { tree, conflicts };
}

interface Three {
  readonly base: Tree | undefined;
  readonly mine: Tree | undefined;
  readonly theirs: Tree | undefined;
}

function merged(shape: Shape, three: Three, path: string, conflicts: MergeConflict[]): Tree | undefined {
  const { base, mine, theirs } = three;
  // Not on the form: whatever they did stands.
  if (mine === undefined) return theirs;
  switch (shape.kind) {
    case 'object':
      return isNamed(mine) ? mergedObject(shape, three, path, conflicts) : theirs;
    case 'rows':
      return mergedRows(shape.row, shape.id, three, path, conflicts);
    case 'map':
      return mergedRows(MAP_ROW, 'key', three, path, conflicts);
    case 'texts':
      return mergedTexts(three);
    default: {
      const [was, here, there] = [leaf(base), leaf(mine), leaf(theirs)];
      if (here === was || here === there) return there;
      if (there !== was) conflicts.push({ path, kind: 'value', base: was, mine: here, theirs: there });
      return here;
    }
  }
}

function mergedObject(shape: ObjectShape, three: Three, path: string, conflicts: MergeConflict[]): Tree {
  const result: [string, Tree][] = [];
  for (const [name, each] of Object.entries(shape.fields)) {
    const value = merged(each, below(three, name), `${path}.${name}`, conflicts);
    if (value !== undefined) result.push([name, value]);
  }
  return Object.fromEntries(result);
}

/** Texts have nothing that tells one from another: what either added is in, what either took out is not. */
function mergedTexts({ base, mine, theirs }: Three): Tree {
  const [was, here, there] = [texts(base), texts(mine), texts(theirs)];
  if (sameTree(here, was)) return there;
  if (sameTree(there, was)) return here;
  const kept = there.filter((text) => here.includes(text) || !was.includes(text));
  return [...kept, ...here.filter((text) => !was.includes(text) && !there.includes(text))];
}

/** A row of the result: by its number in the base, or in mine or theirs where it is new. */
interface Entry {
  readonly base: number | null;
  readonly mine: number | null;
  readonly theirs: number | null;
}

function mergedRows(
  shape: ObjectShape,
  id: string | undefined,
  three: Three,
  path: string,
  conflicts: MergeConflict[],
): Tree {
  const [was, here, there] = [rowsOf(three.base), rowsOf(three.mine), rowsOf(three.theirs)];
  const entries = entriesOf(was, here, there, id);
  const { kept, isDisputed } = ordered(entries.filter((entry) => stays(entry, was, here, there)));
  if (isDisputed) conflicts.push({ path, kind: 'order', base: was, mine: here, theirs: there });
  return kept.map((entry, n): Tree => {
    const at = `${path}.${n}`;
    const row = {
      base: pick(was, entry.base),
      mine: pick(here, entry.mine),
      theirs: pick(there, entry.theirs),
    };
    const mark = entry.theirs === null ? NEW_ROW : String(entry.theirs);
    if (entry.base !== null && (row.mine === undefined || row.theirs === undefined)) {
      const kind = row.mine === undefined ? 'gone here' : 'gone there';
      const [base, mine, theirs] = [row.base ?? null, row.mine ?? null, row.theirs ?? null];
      conflicts.push({ path: at, kind, base, mine, theirs });
    }
    const value = row.mine === undefined ? row.theirs : row.theirs === undefined ? row.mine : null;
    return { ...(value ?? fieldsOfRow(mergedObject(shape, row, at, conflicts))), [MARK]: mark };
  });
}

/** Rows that one side took out while the other left them alone are gone; the others stay. */
function stays({ base, mine, theirs }: Entry, was: Rows, here: Rows, there: Rows): boolean {
  if (base === null) return true;
  if (mine === null && theirs === null) return false;
  const left = mine === null ? pick(there, theirs) : theirs === null ? pick(here, mine) : null;
  return left === null || !sameTree(left, pick(was, base));
}

function entriesOf(was: Rows, here: Rows, there: Rows, id: string | undefined): Entry[] {
  const inMine = new Map<number, number>();
  for (const [n, row] of here.entries()) {
    const from = originOf(row);
    if (from !== null && from < was.length && !inMine.has(from)) inMine.set(from, n);
  }
  const inTheirs = pairRows(was, there, id);
  const entries: Entry[] = was.map((_, base) => ({
    base,
    mine: inMine.get(base) ?? null,
    theirs: inTheirs.get(base) ?? null,
  }));
  const [mineSeen, theirsSeen] = [new Set(inMine.values()), new Set(inTheirs.values())];
  const added = there.flatMap((_, n) => (theirsSeen.has(n) ? [] : [n]));
  for (const mine of here.keys()) {
    if (mineSeen.has(mine)) continue;
    // Both made the same row: its id says so.
    const twin = added.find(
      (n) => id !== undefined && idOf(there[n], id) === idOf(here[mine], id) && idOf(here[mine], id) !== '',
    );
    if (twin !== undefined) added.splice(added.indexOf(twin), 1);
    entries.push({ base: null, mine, theirs: twin ?? null });
  }
  return [...entries, ...added.map((theirs) => ({ base: null, mine: null, theirs }))];
}

/** The order of who moved rows; disputed when both did, differently: then it is mine. */
function ordered(entries: readonly Entry[]): { kept: Entry[]; isDisputed: boolean } {
  const by = (side: 'base' | 'mine' | 'theirs', list: readonly Entry[]) =>
    list.filter((entry) => entry[side] !== null).sort((a, b) => (a[side] ?? 0) - (b[side] ?? 0));
  const [mine, theirs] = [by('mine', entries), by('theirs', entries)];
  const common = entries.filter(
    (entry) => entry.base !== null && entry.mine !== null && entry.theirs !== null,
  );
  const [was, here, there] = [by('base', common), by('mine', common), by('theirs', common)];
  const isSame = (a: readonly Entry[], b: readonly Entry[]) => a.every((entry, n) => entry === b[n]);
  const takesMine = !isSame(here, was);
  const [first, second] = takesMine ? [mine, theirs] : [theirs, mine];
  return { kept: woven(first, second), isDisputed: takesMine && !isSame(there, was) && !isSame(here, there) };
}

/** The first order with what only the second has put in behind what precedes it there. */
function woven(first: readonly Entry[], second: readonly Entry[]): Entry[] {
  const result = [...first];
  const shared = new Set(second);
  for (const [n, entry] of second.entries()) {
    if (result.includes(entry)) continue;
    const before = second.slice(0, n).findLast((each) => result.includes(each));
    let at = before === undefined ? 0 : result.indexOf(before) + 1;
    // Behind what the first has added at the same place.
    for (let next = result[at]; next !== undefined && !shared.has(next); next = result[at]) at += 1;
    result.splice(at, 0, entry);
  }
  return result;
}

type Rows = readonly TreeObject[];
const rowsOf = (tree: Tree | undefined): Rows => (isRows(tree) ? tree.filter(isNamed) : []);
const texts = (tree: Tree | undefined): readonly string[] => (isRows(tree) ? tree.map(String) : []);
const leaf = (tree: Tree | undefined): string => (typeof tree === 'string' ? tree : '');
const pick = (rows: Rows, n: number | null): TreeObject | undefined => (n === null ? undefined : rows[n]);
const idOf = (row: TreeObject | undefined, id: string): string => leaf(row?.[id]);
const fieldsOfRow = (tree: Tree): TreeObject => (isNamed(tree) ? tree : {});
const member = (tree: Tree | undefined, name: string): Tree | undefined =>
  isNamed(tree) && Object.hasOwn(tree, name) ? tree[name] : undefined;
const below = ({ base, mine, theirs }: Three, name: string): Three => ({
  base: member(base, name),
  mine: member(mine, name),
  theirs: member(theirs, name),
});

import { diffArrays } from 'diff';
import { isNamed, isRows, MARK, type Tree, type TreeObject } from './form-tree';

/** Whether two trees hold the same; where their rows came from does not count. */
export function sameTree(a: Tree | undefined, b: Tree | undefined): boolean {
  if (typeof a === 'string' || typeof b === 'string' || a === undefined || b === undefined) return a === b;
  if (isRows(a) || isRows(b))
    return isRows(a) && isRows(b) && a.length === b.length && a.every((row, n) => sameTree(row, b[n]));
  const names = (tree: TreeObject) => Object.keys(tree).filter((name) => name !== MARK);
  const [inA, inB] = [names(a), names(b)];
  return (
    inA.length === inB.length && inA.every((name) => Object.hasOwn(b, name) && sameTree(a[name], b[name]))
  );
}

/** Rows put in and taken out beyond which rows are told apart by their numbers alone: 2,000 take 2 million comparisons. */
const MOST_EDITS = 2_000;

/**
 * Which row of `after` each row of `before` became: by id where both have it once; else the longest run of rows that
 * stayed as they were, and of those between them the first by the first, as edited ones.
 */
export function pairRows(
  before: readonly TreeObject[],
  after: readonly TreeObject[],
  id: string | undefined,
): Map<number, number> {
  const pairs = new Map<number, number>();
  if (id !== undefined) pairById(before, after, id, pairs);
  const taken = new Set(pairs.values());
  const hasId = (row: TreeObject | undefined) => id !== undefined && textOf(row, id) !== '';
  const restBefore = [...before.keys()].filter((n) => !pairs.has(n) && !hasId(before[n]));
  const restAfter = [...after.keys()].filter((n) => !taken.has(n) && !hasId(after[n]));
  const rowsAt = (rows: readonly TreeObject[], numbers: readonly number[]) =>
    numbers.map((n) => rows[n]).filter((row) => row !== undefined);
  const anchors = unchanged(rowsAt(before, restBefore), rowsAt(after, restAfter));
  // Between two rows that stayed, those that changed are paired in their order.
  let [atBefore, atAfter] = [0, 0];
  for (const [a, b] of [...anchors, [restBefore.length, restAfter.length] as const]) {
    for (; atBefore < a && atAfter < b; atBefore += 1, atAfter += 1)
      set(pairs, restBefore[atBefore], restAfter[atAfter]);
    set(pairs, restBefore[a], restAfter[b]);
    [atBefore, atAfter] = [a + 1, b + 1];
  }
  return pairs;
}

function pairById(
  before: readonly TreeObject[],
  after: readonly TreeObject[],
  id: string,
  pairs: Map<number, number>,
): void {
  const [inBefore, inAfter] = [numbersById(before, id), numbersById(after, id)];
  for (const [text, [n, ...more]] of inBefore) {
    const [m, ...others] = inAfter.get(text) ?? [];
    if (n !== undefined && m !== undefined && more.length === 0 && others.length === 0) pairs.set(n, m);
  }
}

function numbersById(rows: readonly TreeObject[], id: string): Map<string, number[]> {
  const numbers = new Map<string, number[]>();
  for (const [n, row] of rows.entries()) {
    const text = textOf(row, id);
    if (text === '') continue;
    const there = numbers.get(text);
    if (there === undefined) numbers.set(text, [n]);
    else there.push(n);
  }
  return numbers;
}

/** Where rows that stayed as they were are in both, ascending. */
function unchanged(
  before: readonly TreeObject[],
  after: readonly TreeObject[],
): (readonly [number, number])[] {
  const options = { comparator: sameTree, maxEditLength: MOST_EDITS };
  const found: (readonly [number, number])[] = [];
  let inBefore = 0;
  let inAfter = 0;
  for (const { added, removed, count } of diffArrays([...before], [...after], options) ?? []) {
    if (!added && !removed)
      for (let n = 0; n < count; n += 1) found.push([inBefore + n, inAfter + n] as const);
    if (!added) inBefore += count;
    if (!removed) inAfter += count;
  }
  return found;
}

function set(pairs: Map<number, number>, a: number | undefined, b: number | undefined): void {
  if (a !== undefined && b !== undefined) pairs.set(a, b);
}

function textOf(row: TreeObject | undefined, name: string): string {
  const value = row !== undefined && isNamed(row) && Object.hasOwn(row, name) ? row[name] : undefined;
  return typeof value === 'string' ? value : '';
}

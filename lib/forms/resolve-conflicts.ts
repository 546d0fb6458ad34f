import { originOf } from './form-body';
import { isNamed, isRows, MARK, type Tree, treeAt, treeWith } from './form-tree';
import type { MergeConflict } from './merge';

/** What somebody chose of a conflict; null: nothing yet. */
export interface Decision extends Pick<MergeConflict, 'path' | 'kind'> {
  readonly choice: 'mine' | 'theirs' | null;
}

/**
 * The merged tree with what was chosen; where nothing was, as it stands. Values first, then rows from the last one
 * up, then orders: so the numbers in the paths still hold when they are used.
 */
export function resolveConflicts(tree: Tree, theirs: Tree, decisions: readonly Decision[]): Tree {
  const chosen = decisions.filter(({ choice }) => choice !== null);
  let settled = tree;
  for (const { path, kind, choice } of chosen)
    if (kind === 'value' && choice === 'theirs')
      settled = treeWith(settled, path, counterpart(tree, theirs, path) ?? '');
  const removed = chosen.filter(
    ({ kind, choice }) =>
      (kind === 'gone there' && choice === 'theirs') || (kind === 'gone here' && choice === 'mine'),
  );
  for (const { path } of removed.sort(fromTheEnd)) settled = treeWith(settled, path, undefined);
  const orders = chosen.filter(({ kind, choice }) => kind === 'order' && choice === 'theirs');
  for (const { path } of orders.sort(fromTheEnd)) {
    const rows = treeAt(settled, path);
    if (isRows(rows)) settled = treeWith(settled, path, inTheirOrder(rows));
  }
  return settled;
}

/** What theirs has at a path of the merged tree, whose rows say which of theirs they are; undefined for nothing. */
export function counterpart(tree: Tree, theirs: Tree, path: string): Tree | undefined {
  let [here, there]: [Tree | undefined, Tree | undefined] = [tree, theirs];
  for (const step of path.split('.').slice(1)) {
    here = here === undefined ? undefined : treeAt(here, `body.${step}`);
    const row: number | null = isRows(there) && here !== undefined && isNamed(here) ? originOf(here) : null;
    const name: string | null = isRows(there) ? (row === null ? null : String(row)) : step;
    there = there === undefined || name === null ? undefined : treeAt(there, `body.${name}`);
  }
  return there;
}

/** Rows that theirs has in its order; those that it lacks stay behind the row that they follow. */
function inTheirOrder(rows: readonly Tree[]): Tree[] {
  const runs: Tree[][] = [];
  for (const row of rows) {
    const isTheirs = isNamed(row) && originOf(row) !== null;
    const last = runs.at(-1);
    if (isTheirs || last === undefined) runs.push([row]);
    else last.push(row);
  }
  const at = ([row]: Tree[]) => (row !== undefined && isNamed(row) ? (originOf(row) ?? -1) : -1);
  return runs.sort((a, b) => at(a) - at(b)).flat();
}

/** Deeper paths first, and of one list the last row first. */
function fromTheEnd(a: { readonly path: string }, b: { readonly path: string }): number {
  const [stepsA, stepsB] = [a.path.split('.'), b.path.split('.')];
  if (stepsA.length !== stepsB.length) return stepsB.length - stepsA.length;
  for (const [n, step] of stepsA.entries())
    if (step !== stepsB[n]) return Number(stepsB[n]) - Number(step) || (step < (stepsB[n] ?? '') ? 1 : -1);
  return 0;
}

/** A tree as text to read: a value as it is, a row field by field. */
export function treeText(tree: Tree | null | undefined): string {
  if (tree === null || tree === undefined) return '';
  if (typeof tree === 'string') return tree;
  if (isRows(tree))
    return tree.map((row, n) => `${n + 1}. ${treeText(row).replaceAll('\n', ' · ')}`).join('\n');
  return Object.entries(tree)
    .filter(([name, value]) => name !== MARK && treeText(value) !== '')
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${treeText(value).replaceAll('\n', ' · ')}`)
    .join('\n');
}

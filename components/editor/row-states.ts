import { NEW_ROW } from '@/lib/forms/form-tree';

interface RowState {
  readonly key: number;
  /** Number of the row in the tree that the fields begin with; null for one that came since. */
  readonly was: number | null;
  /** Number of the row in the stored body, or `new`; empty for texts. */
  readonly origin: string;
}

export interface RowStates {
  readonly rows: readonly RowState[];
  readonly nextKey: number;
  /** The answer whose tree `was` speaks of. */
  readonly answer: number;
  /** Key of the row, or the add button, that gets the focus. */
  readonly focus: number | 'add' | null;
}

export type RowChange =
  | { readonly kind: 'add' }
  | { readonly kind: 'remove' | 'up' | 'down'; readonly key: number }
  | { readonly kind: 'answered'; readonly answer: number };

/** The rows of a list after somebody, or an answer, changed them. */
export function changeRowStates(states: RowStates, change: RowChange): RowStates {
  const { rows, nextKey } = states;
  if (change.kind === 'answered') {
    const { answer } = change;
    return { ...states, answer, focus: null, rows: rows.map((row, was) => ({ ...row, was })) };
  }
  if (change.kind === 'add') {
    const row = { key: nextKey, was: null, origin: NEW_ROW };
    return { ...states, rows: [...rows, row], nextKey: nextKey + 1, focus: nextKey };
  }
  const at = rows.findIndex(({ key }) => key === change.key);
  const row = rows[at];
  if (row === undefined) return states;
  const others = rows.filter((each) => each !== row);
  if (change.kind === 'remove')
    return { ...states, rows: others, focus: (others[at] ?? others[at - 1])?.key ?? 'add' };
  const to = at + (change.kind === 'up' ? -1 : 1);
  if (to < 0 || to >= rows.length) return states;
  return { ...states, rows: [...others.slice(0, to), row, ...others.slice(to)], focus: row.key };
}

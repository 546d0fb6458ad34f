import { type Tree, type TreeObject, treeWith } from '@/lib/forms/form-tree';
import { rowOf } from './case-rows';
import type { CaseStart } from './new-cases';

export interface CaseState {
  readonly key: number;
  /** Number of the row in the tree that the last answer speaks of; null for one that came since. */
  readonly was: number | null;
  readonly row: TreeObject;
}

export interface CasesState {
  readonly cases: readonly CaseState[];
  readonly nextKey: number;
  /** Keys of the cases whose fields are shown. */
  readonly open: ReadonlySet<number>;
  /** The answer that `was` speaks of. */
  readonly answer: number;
  /** Where the focus goes: into the fields of a new case, to the head of another, or to the button that adds one. */
  readonly focus: { readonly key: number | null; readonly part: 'fields' | 'head' | 'add' } | null;
}

export type CasesChange =
  | { readonly kind: 'edit'; readonly key: number; readonly path: string; readonly value: Tree }
  | { readonly kind: 'add'; readonly starts: readonly CaseStart[] }
  | { readonly kind: 'remove' | 'up' | 'down' | 'toggle' | 'show'; readonly key: number }
  | { readonly kind: 'answered'; readonly answer: number; readonly wrong: ReadonlySet<number> };

/** `open`: numbers of the rows that begin open. */
export function casesFrom(
  rows: readonly TreeObject[],
  open: ReadonlySet<number>,
  answer: number,
): CasesState {
  const cases = rows.map((row, n) => ({ key: n, was: n, row }));
  return { cases, nextKey: rows.length, open, answer, focus: null };
}

/** The cases after somebody, or an answer, changed them. */
export function changeCases(state: CasesState, change: CasesChange): CasesState {
  switch (change.kind) {
    case 'edit':
      return {
        ...state,
        focus: null,
        cases: state.cases.map((each) => (each.key === change.key ? edited(each, change) : each)),
      };
    case 'add':
      return added(state, change.starts);
    case 'answered':
      return answered(state, change.answer, change.wrong);
    case 'toggle':
    case 'show': {
      const open = new Set(state.open);
      if (change.kind === 'show' || !open.delete(change.key)) open.add(change.key);
      return { ...state, open, focus: change.kind === 'show' ? { key: change.key, part: 'head' } : null };
    }
    default:
      return moved(state, change.kind, change.key);
  }
}

function edited(state: CaseState, { path, value }: { path: string; value: Tree }): CaseState {
  return { ...state, row: treeWith(state.row, `case.${path}`, value, 'case') as TreeObject };
}

function added(state: CasesState, starts: readonly CaseStart[]): CasesState {
  const made = starts.map((start, n) => ({ key: state.nextKey + n, was: null, row: rowOf(start) }));
  const [first] = made;
  if (first === undefined) return state;
  return {
    ...state,
    cases: [...state.cases, ...made],
    nextKey: state.nextKey + made.length,
    open: made.length === 1 ? new Set([...state.open, first.key]) : state.open,
    focus: { key: first.key, part: made.length === 1 ? 'fields' : 'head' },
  };
}

function answered(state: CasesState, answer: number, wrong: ReadonlySet<number>): CasesState {
  const cases = state.cases.map((each, was) => (each.was === was ? each : { ...each, was }));
  const open = new Set(state.open);
  for (const [n, { key }] of cases.entries()) if (wrong.has(n)) open.add(key);
  return { ...state, cases, open, answer, focus: null };
}

function moved(state: CasesState, kind: 'remove' | 'up' | 'down', key: number): CasesState {
  const { cases } = state;
  const from = cases.findIndex((each) => each.key === key);
  const one = cases[from];
  if (one === undefined) return state;
  const others = cases.filter((each) => each !== one);
  if (kind === 'remove') {
    const next = others[from] ?? others[from - 1];
    const focus =
      next === undefined ? { key: null, part: 'add' as const } : { key: next.key, part: 'head' as const };
    return { ...state, cases: others, focus };
  }
  const to = from + (kind === 'up' ? -1 : 1);
  if (to < 0 || to >= cases.length) return state;
  return { ...state, cases: [...others.slice(0, to), one, ...others.slice(to)], focus: null };
}

import { momentOf } from '@/lib/core/moment';
import { url } from '@/lib/core/urls';
import type { ListRuns } from '@/lib/runs/list-runs';
import { type ListState, listStateOf } from './list-state';

const STATUSES = ['running', 'completed', 'failed', 'cached', 'unknown'] as const;
const FILTERS = {
  pipeline: null,
  stack: null,
  user: null,
  commit: null,
  status: STATUSES,
  since: null,
  until: null,
} as const;

export type RunFilter = keyof typeof FILTERS;
const NAMES = Object.keys(FILTERS) as RunFilter[];

/** Something asked of the list, with the list's address without it. */
export interface ActiveFilter {
  readonly name: RunFilter;
  readonly value: string;
  readonly withoutHref: string;
  /** Why it leaves nothing out: it is not what such a filter takes. */
  readonly problem: string | null;
}

/** What the address of a project's runs asks. */
export interface RunListState {
  readonly list: ListState<'started', typeof FILTERS>;
  readonly filters: readonly ActiveFilter[];
  /** For the verb: what can be made sense of. Days become instants, the last one included. */
  readonly input: Omit<ListRuns, 'project'>;
}

/** Reads the parameters of a list of runs. Days are UTC. */
export function runListStateOf(
  project: string,
  query: Readonly<Record<string, string | undefined>>,
): RunListState {
  const list = listStateOf(url.runs(project), query, { sorts: ['started'], filters: FILTERS });
  const kept = { q: list.search, ...list.filter };
  const filters = NAMES.flatMap((name): ActiveFilter[] => {
    const value = list.filter[name];
    if (value === undefined) return [];
    const withoutHref = url.runs(project, { ...kept, [name]: undefined });
    return [{ name, value, withoutHref, problem: problemOf(name, value) }];
  });
  const good = (name: RunFilter): string | undefined =>
    filters.find((filter) => filter.name === name && filter.problem === null)?.value;
  const [since, until] = [good('since'), good('until')].map((text, n) =>
    text === undefined ? null : momentOf(text, n === 0 ? 'since' : 'until'),
  );
  const { search, after } = list.input;
  return {
    list,
    filters,
    input: {
      ...given({ search, after, pipeline: good('pipeline'), stack: good('stack') }),
      ...given({ user: good('user'), commit: good('commit'), since, until }),
      ...(list.filter.status !== undefined && { status: list.filter.status }),
    },
  };
}

/** What is there: the verb tells absent from undefined. */
function given<T extends object>(input: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const there = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(there) as { [K in keyof T]?: NonNullable<T[K]> };
}

function problemOf(name: RunFilter, value: string): string | null {
  if ((name === 'since' || name === 'until') && !isMoment(value, name))
    return `${value} is no day: write it like 2026-05-31.`;
  if (name === 'commit' && !/^[0-9a-f]{4,64}$/i.test(value))
    return `${value} is no commit: write at least four of the hex digits that it begins with.`;
  return null;
}

function isMoment(text: string, name: 'since' | 'until'): boolean {
  const year = momentOf(text, name)?.getUTCFullYear() ?? 0;
  return year >= 1 && year <= 9999;
}

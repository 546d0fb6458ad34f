import type { SnapshotComponent } from '@/lib/runs/run';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import { stepPaths, UNSPECIFIED, valuesOf } from './run-values';

/** What a comparison of runs looks at. Secrets are behind a mask already. */
export interface RunFacts {
  readonly gitSha: string | null;
  readonly clientVersion: string | null;
  readonly stack: { readonly name: string; readonly components: readonly SnapshotComponent[] };
  readonly configuration: YamlValue;
  readonly steps: readonly { readonly name: string; readonly upstream?: readonly string[] | null }[];
}

/** Parts of a run in the order in which differences are told. */
export const AREAS = ['commit', 'stack', 'configuration', 'steps', 'client'] as const;
export type RunArea = (typeof AREAS)[number];

/** One thing that is not as it was. `before` and `after` are short texts; null: not there. */
export interface RunChange {
  readonly area: RunArea;
  /** Which: `experiment_tracker`, `artifact_store.path`, `enable_cache`; empty for the area itself, as the order of steps. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** One line of a comparison: a value for each run, null where it has none. */
export interface ComparedRow {
  readonly area: RunArea;
  readonly path: string;
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

/** What is not the same in the second run as in the first. */
export function differences(before: RunFacts, after: RunFacts): RunChange[] {
  return comparedRows([before, after])
    .filter(({ differs }) => differs)
    .map(({ area, path, values }) => ({
      area,
      path,
      before: values[0] ?? null,
      after: values[1] ?? null,
    }));
}

/** All that runs say of themselves, line by line. */
export function comparedRows(runs: readonly RunFacts[]): ComparedRow[] {
  const each = runs.map(
    (run) => new Map(valuesOf(run).map((value) => [`${value.area} ${value.path}`, value])),
  );
  const known = new Map(each.flatMap((values) => [...values]));
  const rows = [...known].map(([key, { area, path, of }]) => {
    const all = each.map((values) => values.get(key)?.value ?? null);
    // A component that only one of them has is one difference, not one more for each of its fields.
    const among = all.filter((_, n) => of === '' || each[n]?.has(`${area} ${of}`));
    return { area, path, values: excerpts(all), differs: isMixed(area, among) };
  });
  const order = orderRow(runs);
  return [...rows, ...(order === null ? [] : [order])]
    .map((row, n) => ({ row, n }))
    .sort((a, b) => AREAS.indexOf(a.row.area) - AREAS.indexOf(b.row.area) || placed(a, b))
    .map(({ row }) => row);
}

function isMixed(area: RunArea, values: readonly (string | null)[]): boolean {
  const kinds = new Set(values);
  if (area !== 'steps' || !kinds.has(UNSPECIFIED)) return kinds.size > 1;
  kinds.delete(UNSPECIFIED);
  return kinds.has(null) || kinds.size > 1;
}

/** In a stack and a configuration by path; steps as they were listed. */
function placed(a: { row: ComparedRow; n: number }, b: { row: ComparedRow; n: number }): number {
  if (a.row.area === 'steps' || a.row.path === b.row.path) return a.n - b.n;
  return a.row.path < b.row.path ? -1 : 1;
}

/** Where steps that several runs have come in another order: all orders as one line, else none. */
function orderRow(runs: readonly RunFacts[]): ComparedRow | null {
  const orders = runs.map(({ steps }) => stepPaths(steps));
  const isChanged = orders.some((one, n) => orders.slice(n + 1).some((other) => !sameOrder(one, other)));
  if (!isChanged) return null;
  return {
    area: 'steps',
    path: '',
    values: excerpts(orders.map((names) => names.join(', '))),
    differs: true,
  };
}

function sameOrder(one: readonly string[], other: readonly string[]): boolean {
  const [mine, theirs] = [new Set(one), new Set(other)];
  const common = other.filter((name) => mine.has(name));
  return one.filter((name) => theirs.has(name)).every((name, n) => name === common[n]);
}

const MAX_SHOWN = 200;
/** Characters that stand before the first one that differs. */
const LEAD = 24;

/** Texts short enough for a line; where that cuts, what differs stays in sight. */
function excerpts(values: readonly (string | null)[]): (string | null)[] {
  const texts = values.filter((value) => value !== null);
  if (texts.every(({ length }) => length <= MAX_SHOWN)) return [...values];
  const [first = ''] = texts;
  let same = 0;
  while (same < first.length && texts.every((text) => text[same] === first[same])) same += 1;
  const from = same === first.length && texts.every((text) => text === first) ? 0 : Math.max(0, same - LEAD);
  return values.map((value) =>
    value === null || (from === 0 && value.length <= MAX_SHOWN)
      ? value
      : `${from > 0 ? '…' : ''}${value.slice(from, from + MAX_SHOWN)}${value.length > from + MAX_SHOWN ? '…' : ''}`,
  );
}

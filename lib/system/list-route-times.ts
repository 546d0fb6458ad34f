import { type BucketRow, bucketsSince, type TimeSpan } from '@/db/queries/request-times';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { percentile } from '@/lib/traffic/buckets';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/traffic/request-times';
import type { Route } from '@/lib/traffic/route';
import { authorizeSystem } from './authorize-system';
import { type BudgetState, budgetOf, budgetState } from './budgets';

/** How far back is looked. */
export type TimeWindow = 'hour' | 'day' | 'week';

const WINDOWS: Readonly<Record<TimeWindow, { readonly span: TimeSpan; readonly length: number }>> = {
  hour: { span: 'minute', length: HOUR_MS },
  day: { span: 'hour', length: DAY_MS },
  week: { span: 'hour', length: 7 * DAY_MS },
};

export interface ListRouteTimes {
  /** The last hour by minutes (the default), day or week by hours; the span that has begun counts, too. */
  readonly window?: TimeWindow;
  readonly kind?: Route['kind'];
  readonly state?: BudgetState;
  /** Part of the route, in any case. */
  readonly search?: string;
  /** The slowest first (by its 95th percentile; the default), or what was asked for most. */
  readonly sort?: 'slowest' | 'most';
  readonly after?: Cursor;
  readonly limit?: number;
}

/** How long the requests of one route took. Milliseconds. */
export interface RouteTimes extends Route {
  readonly requests: number;
  /** Half of them, and 95 of 100, took this long at most. */
  readonly p50: number;
  readonly p95: number;
  /** What was promised of the 95th percentile, or null, and then there is no state. */
  readonly budget: number | null;
  readonly state: BudgetState | null;
}

export interface RouteTimesPage extends Page<RouteTimes> {
  /** Since when requests are counted in it. */
  readonly since: Date;
  /** Requests of all routes in this time, whatever the filters leave. */
  readonly requests: number;
}

/**
 * One page of the routes that answered something, over all processes, for who may read the audit of the store. Each process
 * writes what it counted once a minute. `lists`: paths of the lists of the native API, which have a budget.
 */
export async function listRouteTimes(
  ctx: Ctx,
  input: ListRouteTimes,
  lists: ReadonlySet<string>,
): Promise<RouteTimesPage> {
  await authorizeSystem(ctx);
  const { window = 'hour', sort = 'slowest' } = input;
  const [kind, state, search] = [input.kind ?? null, input.state ?? null, input.search || null];
  const limit = pageLimit(input.limit);
  const listing = { list: 'route_times', filter: { window, sort, kind, state, search } };
  const keyset = readCursor(ctx, listing, input.after);
  const { span, length } = WINDOWS[window];
  const step = span === 'minute' ? MINUTE_MS : HOUR_MS;
  const since = new Date(Math.floor((ctx.now.getTime() - length) / step) * step);
  const all = timesOf(await bucketsSince(ctx.db, span, since), lists);
  const part = search?.toLowerCase() ?? '';
  const chosen = all.filter(
    (times) =>
      (kind === null || times.kind === kind) &&
      (state === null || times.state === state) &&
      nameOf(times).toLowerCase().includes(part),
  );
  const amountOf = (times: RouteTimes): number => (sort === 'most' ? times.requests : times.p95);
  const placeOf = (times: RouteTimes): Place => ({ value: amountOf(times), name: nameOf(times) });
  const at = keyset === null ? null : { value: Number(keyset.at[0]), name: keyset.at[1] ?? '' };
  const side = keyset?.backward === true ? -1 : 1;
  const rows = chosen
    .filter((times) => at === null || before(at, placeOf(times)) * side < 0)
    .sort((a, b) => before(placeOf(a), placeOf(b)) * side);
  const page = pageOf(
    ctx,
    listing,
    { keyset, limit, count: chosen.length },
    rows.slice(0, limit + 1),
    (times) => [String(amountOf(times)), nameOf(times)],
    (times) => times,
  );
  return { ...page, since, requests: all.reduce((sum, { requests }) => sum + requests, 0) };
}

/** Where a route stands in the order. */
interface Place {
  readonly value: number;
  readonly name: string;
}
/** Negative where the first stands before the second. */
const before = (a: Place, b: Place): number =>
  b.value - a.value || (a.name === b.name ? 0 : a.name < b.name ? -1 : 1);

const nameOf = ({ kind, method, path }: Route): string => `${kind} ${method} ${path}`;

/** Each route with its percentiles, of its buckets one after the other. */
function timesOf(rows: readonly BucketRow[], lists: ReadonlySet<string>): RouteTimes[] {
  const routes = new Map<string, { readonly route: Route; readonly counts: number[] }>();
  for (const { kind, method, route: path, bucket, requests } of rows) {
    const route = { kind, method, path };
    const known = routes.get(nameOf(route)) ?? { route, counts: [] };
    while (known.counts.length <= bucket) known.counts.push(0);
    known.counts[bucket] = requests;
    routes.set(nameOf(route), known);
  }
  return [...routes.values()].map(({ route, counts }) => {
    const requests = counts.reduce((sum, count) => sum + count, 0);
    const [p50, p95] = [percentile(counts, 0.5) ?? 0, percentile(counts, 0.95) ?? 0];
    const budget = budgetOf(route, lists);
    return { ...route, requests, p50, p95, budget, state: budgetState(budget, requests, p95) };
  });
}

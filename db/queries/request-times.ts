import { and, eq, lt, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor } from '../client';
import { type ROUTE_KINDS, requestTimes, type TIME_SPANS } from '../schema';

type RouteKind = (typeof ROUTE_KINDS)[number];
export type TimeSpan = (typeof TIME_SPANS)[number];

/** How many requests of a route took how long, by bucket, in the span that began then. */
export interface TimesRow {
  readonly span: TimeSpan;
  readonly beganAt: Date;
  readonly kind: RouteKind;
  readonly method: string;
  readonly route: string;
  readonly counts: readonly number[];
}

/**
 * Adds to what was counted, bucket by bucket, in one statement and in the order of the keys, so that processes that do so
 * at once wait for each other and never in a circle. No two rows may be of one key.
 */
export async function addTimes(executor: Bookkeeper, rows: readonly TimesRow[]): Promise<void> {
  await executor.execute(sql`
    insert into request_times (span, began_at, kind, method, route, counts)
    select g.span, g."beganAt", g.kind, g.method, g.route, g.counts
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as g(span text, "beganAt" timestamptz, kind text, method text, route text, counts int[])
    order by 1, 2, 3, 4, 5
    on conflict (span, began_at, kind, method, route) do update set counts = (
      select array_agg(coalesce(b.known, 0) + coalesce(b.more, 0) order by b.place)
      from unnest(request_times.counts, excluded.counts) with ordinality as b(known, more, place)
    )`);
}

/** Removes the rows of one span that began before an instant. */
export async function dropTimesBefore(executor: Bookkeeper, span: TimeSpan, before: Date): Promise<void> {
  await executor
    .delete(requestTimes)
    .where(and(eq(requestTimes.span, span), lt(requestTimes.beganAt, before)));
}

/** One bucket of a route: its place among them, from 0, and how many requests fell into it. */
export interface BucketRow {
  readonly kind: RouteKind;
  readonly method: string;
  readonly route: string;
  readonly bucket: number;
  readonly requests: number;
}

/** The buckets of each route, added up over the spans that began at an instant or later; empty ones are left out. */
export async function bucketsSince(executor: Executor, span: TimeSpan, since: Date): Promise<BucketRow[]> {
  const rows = await executor.execute<{
    kind: RouteKind;
    method: string;
    route: string;
    bucket: number;
    requests: string | number;
  }>(sql`
    select t.kind, t.method, t.route, (b.place - 1)::int as bucket, sum(b.requests) as requests
    from request_times t cross join unnest(t.counts) with ordinality as b(requests, place)
    where t.span = ${span} and t.began_at >= ${since.toISOString()}::timestamptz and b.requests > 0
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`);
  return rows.map((row) => ({ ...row, requests: Number(row.requests) }));
}

import { inArray, lt, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor } from '../client';
import { signInFailures, signInSuccesses } from '../schema';

/** A counter and the length of its window. */
export interface FailureBucket {
  readonly bucket: string;
  readonly windowSeconds: number;
}

export interface FailureCount {
  readonly bucket: string;
  readonly windowStart: Date;
  readonly failures: number;
}

/** What is known of a pair of account and client, and the counters as they stand; buckets without a row are left out. */
export async function readSignInState(
  executor: Executor,
  buckets: readonly string[],
  pair: string,
): Promise<{ readonly counts: FailureCount[]; readonly lastRight: Date | null }> {
  const rows = await executor.execute<{ bucket: string | null; at: string; failures: number }>(sql`
    select bucket, window_start as at, failures from sign_in_failures
    where ${inArray(signInFailures.bucket, [...buckets])}
    union all
    select null, last_at, 0 from sign_in_successes where pair = ${pair}`);
  const right = rows.find(({ bucket }) => bucket === null);
  return {
    counts: rows.flatMap(({ bucket, at, failures }) =>
      bucket === null ? [] : [{ bucket, windowStart: new Date(at), failures }],
    ),
    lastRight: right === undefined ? null : new Date(right.at),
  };
}

/** Notes that a pair had the right password, and forgets those that had it before `before` for the last time. */
export async function noteSuccess(
  executor: Bookkeeper,
  pair: string,
  now: Date,
  before: Date,
): Promise<void> {
  await executor
    .insert(signInSuccesses)
    .values({ pair, lastAt: now })
    .onConflictDoUpdate({ target: signInSuccesses.pair, set: { lastAt: now } });
  await executor.delete(signInSuccesses).where(lt(signInSuccesses.lastAt, before));
}

/** Counts one failure in each bucket, in one statement; a window that has passed begins anew. */
export async function countFailure(
  executor: Bookkeeper,
  buckets: readonly FailureBucket[],
  now: Date,
): Promise<FailureCount[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  // Ordered, so that two failures at once lock the rows in the same order.
  const ordered = [...buckets].sort((a, b) => (a.bucket < b.bucket ? -1 : 1));
  const rows = await executor.execute<{ bucket: string; windowStart: string; failures: number }>(sql`
    with counted (bucket, seconds) as (values ${sql.join(
      ordered.map(({ bucket, windowSeconds }) => sql`(${bucket}, ${windowSeconds}::int)`),
      sql`, `,
    )})
    insert into sign_in_failures as f (bucket, window_start, failures)
    select bucket, ${at}, 1 from counted
    on conflict (bucket) do update set
      failures = case when f.window_start + make_interval(secs => (select seconds from counted c where c.bucket = f.bucket)) <= ${at}
        then 1 else f.failures + 1 end,
      window_start = case when f.window_start + make_interval(secs => (select seconds from counted c where c.bucket = f.bucket)) <= ${at}
        then ${at} else f.window_start end
    returning bucket, window_start as "windowStart", failures`);
  return rows.map((row) => ({ ...row, windowStart: new Date(row.windowStart) }));
}

/** Drops counters whose window began before `before`. */
export async function sweepFailures(executor: Bookkeeper, before: Date): Promise<void> {
  await executor.delete(signInFailures).where(lt(signInFailures.windowStart, before));
}

/** Buckets below 100 ms, and above it but for the last: from 0.39 ms to 102 s, each a factor of √2 wider than the one before. */
const [BELOW, ABOVE] = [17, 20];
const MIDDLE_MS = 100;

/**
 * The longest time that falls into each bucket, in milliseconds; the last has no end. 100 ms and 200 ms, which budgets name,
 * are ends of buckets, so that whether a budget is kept is exact.
 */
export const BUCKET_ENDS: readonly number[] = [
  ...Array.from({ length: BELOW + ABOVE }, (_, n) => MIDDLE_MS * 2 ** ((n - BELOW + 1) / 2)),
  Number.POSITIVE_INFINITY,
];

/** The place of the bucket that a time falls into; what is no time counts as none. */
export function bucketOf(ms: number): number {
  let [low, high] = [0, BUCKET_ENDS.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    // The negation takes NaN to the first bucket.
    if (!(ms > (BUCKET_ENDS[middle] ?? 0))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The time that this share of the requests (0.95) stayed below or took, in milliseconds: interpolated within the bucket
 * that the exact one falls into, so off by less than that bucket is wide, which is 41 % of where it begins. Where that has no
 * end, where it begins. Null of nothing.
 */
export function percentile(counts: readonly number[], share: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const rank = share * all;
  let before = 0;
  for (const [place, count] of counts.entries()) {
    if (count > 0 && before + count >= rank) {
      const begin = place === 0 ? 0 : (BUCKET_ENDS[place - 1] ?? 0);
      const end = BUCKET_ENDS[place] ?? Number.POSITIVE_INFINITY;
      return Number.isFinite(end) ? begin + ((end - begin) * (rank - before)) / count : begin;
    }
    before += count;
  }
  return BUCKET_ENDS.at(-2) ?? null;
}

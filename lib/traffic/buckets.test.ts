import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEED } from '@/db/testing/seed';
import { BUCKET_ENDS, bucketOf, percentile } from './buckets';

const countsOf = (times: readonly number[]): number[] => {
  const counts = BUCKET_ENDS.map(() => 0);
  for (const time of times) counts[bucketOf(time)] = (counts[bucketOf(time)] ?? 0) + 1;
  return counts;
};
/** The smallest time that this share of all did not exceed. */
const exact = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.max(Math.ceil(share * times.length) - 1, 0)] ?? 0;
const beginOf = (bucket: number): number => (bucket === 0 ? 0 : (BUCKET_ENDS[bucket - 1] ?? 0));

// As requests take it: from far below a millisecond to longer than the last end.
const time = fc.oneof(
  fc.double({ min: 0, max: 200_000, noNaN: true }),
  fc.double({ min: -3, max: 5.4, noNaN: true }).map((power) => 10 ** power),
  fc.constantFrom(...BUCKET_ENDS.filter(Number.isFinite)),
);

describe('the buckets of times', () => {
  it('are each √2 wider than the one before, from 0.39 ms to 102 s, and end at the budgets', () => {
    expect(BUCKET_ENDS).toHaveLength(38);
    expect(BUCKET_ENDS[0]).toBeCloseTo(0.39, 2);
    expect(BUCKET_ENDS.at(-2)).toBe(102_400);
    for (const budget of [100, 200]) expect(BUCKET_ENDS).toContain(budget);
    for (const [n, end] of BUCKET_ENDS.slice(1, -1).entries())
      expect(end / (BUCKET_ENDS[n] ?? 0)).toBeCloseTo(Math.SQRT2, 10);
  });

  it('take every time into the one that it does not exceed the end of, and what is none into the first', () => {
    fc.assert(
      fc.property(time, (ms) => {
        const bucket = bucketOf(ms);
        expect(ms).toBeLessThanOrEqual(BUCKET_ENDS[bucket] ?? 0);
        if (bucket > 0) expect(ms).toBeGreaterThan(beginOf(bucket));
      }),
      { seed: SEED },
    );
    expect([bucketOf(Number.NaN), bucketOf(-1), bucketOf(Number.POSITIVE_INFINITY)]).toEqual([0, 0, 37]);
  });
});

describe('a percentile of buckets', () => {
  it('lies in the bucket of the exact one, whatever was counted', () => {
    const share = fc.constantFrom(0.5, 0.95, 0.01, 1);
    fc.assert(
      fc.property(fc.array(time, { minLength: 1, maxLength: 300 }), share, (times, part) => {
        const bucket = bucketOf(exact(times, part));
        const told = percentile(countsOf(times), part) ?? Number.NaN;
        expect(told).toBeGreaterThanOrEqual(beginOf(bucket));
        expect(told).toBeLessThanOrEqual(BUCKET_ENDS[bucket] ?? 0);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('keeps a budget that is the end of a bucket exactly when the times keep it', () => {
    const near = fc.double({ min: 80, max: 120, noNaN: true });
    fc.assert(
      fc.property(fc.array(near, { minLength: 1, maxLength: 60 }), (times) => {
        expect((percentile(countsOf(times), 0.95) ?? 0) <= 100).toBe(exact(times, 0.95) <= 100);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('of nothing is null, and of what took longer than the last end is that end', () => {
    expect([percentile([], 0.95), percentile([0, 0], 0.5)]).toEqual([null, null]);
    expect(percentile(countsOf([500_000]), 0.5)).toBe(102_400);
  });
});

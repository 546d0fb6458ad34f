import pLimit from 'p-limit';

/** Milliseconds for `work` to be done `count` times, by so many at once; each time has a number, from 1. */
export async function atOnce(
  count: number,
  workers: number,
  work: (n: number) => Promise<unknown>,
): Promise<number> {
  const limit = pLimit(workers);
  const began = performance.now();
  await Promise.all(Array.from({ length: count }, (_, n) => limit(() => work(n + 1))));
  return performance.now() - began;
}

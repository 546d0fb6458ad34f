/** Milliseconds for `work` to be done `count` times, by so many at once; each time has a number, from 1. */
export async function atOnce(
  count: number,
  workers: number,
  work: (n: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < count) {
        next += 1;
        await work(next);
      }
    }),
  );
  return performance.now() - began;
}

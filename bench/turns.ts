/** Milliseconds for `count` writes by some writers, each under a name of its own. */
export async function turn(
  name: string,
  write: (name: string) => Promise<unknown>,
  count: number,
  writers: number,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (next < count) {
        next += 1;
        await write(`${name}-${next}`);
      }
    }),
  );
  return performance.now() - began;
}

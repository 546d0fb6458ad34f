/** Runs work, at most so many pieces at once; the rest wait in the order they came. */
export type Turns = <T>(work: () => PromiseLike<T>) => Promise<T>;

export function turnsOf(most: number): Turns {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

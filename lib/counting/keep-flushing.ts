import type { Bookkeeper } from '@/db/client';

/** Milliseconds between two writes of what was counted. */
const EVERY_MS = 60_000;

/** What a process counts of one kind, and brings into the database by itself when it is told to. */
export interface Counter {
  /** What is counted, for the log: `uses of permissions`. */
  readonly noun: string;
  /** Rejects when it wrote nothing; what it holds is kept then. */
  readonly flush: (executor: Bookkeeper) => Promise<void>;
  /** How many there was no room for since this was last asked. */
  readonly takeLost: () => number;
}

/** What kept counts from the database, or how many there was no room for. */
export type CountTrouble = { readonly noun: string } & (
  | { readonly cause: unknown }
  | { readonly lost: number }
);

/**
 * Brings what this process counts into the database, at most once a minute, until what this returns is called: that
 * writes what is left. One after the other, so that they take one connection. Never rejects; what goes wrong is told, and
 * tried again.
 */
export function keepFlushing(
  counters: readonly Counter[],
  aside: Bookkeeper,
  tell: (trouble: CountTrouble) => void,
  every = EVERY_MS,
): () => Promise<void> {
  const flush = async () => {
    for (const counter of counters) {
      try {
        await counter.flush(aside);
      } catch (cause) {
        tell({ noun: counter.noun, cause });
      }
      const lost = counter.takeLost();
      if (lost > 0) tell({ noun: counter.noun, lost });
    }
  };
  const timer = setInterval(() => void flush(), every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await flush();
  };
}

import type { Opened } from '@/db/client';
import { usesOf } from './use-counts';

/** Milliseconds between two writes of what was counted. */
const EVERY_MS = 60_000;

/** What kept uses from the database, or how many there was no room for. */
export type UseTrouble = { readonly cause: unknown } | { readonly lost: number };

/**
 * Brings what this process counts into the database, at most once a minute, until what this returns is called: that
 * writes what is left. Never rejects; what goes wrong is told, and tried again.
 */
export function keepFlushing(
  { db, aside }: Pick<Opened, 'db' | 'aside'>,
  tell: (trouble: UseTrouble) => void,
  every = EVERY_MS,
): () => Promise<void> {
  const uses = usesOf(db);
  const flush = async () => {
    try {
      await uses.flush(aside);
    } catch (cause) {
      tell({ cause });
    }
    const lost = uses.takeLost();
    if (lost > 0) tell({ lost });
  };
  const timer = setInterval(() => void flush(), every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await flush();
  };
}

import pLimit, { type LimitFunction } from 'p-limit';

const SLOT = Symbol.for('assay.signInTurns');
const slots = globalThis as { [SLOT]?: Map<string, LimitFunction> };

const AT_ONCE = 4;

/**
 * Runs `work` when fewer than four of the same key run in this process. Guesses made all at once would otherwise
 * pass a limit together before the first of them is counted.
 */
export async function fewAtOnce<T>(key: string, work: () => Promise<T>): Promise<T> {
  slots[SLOT] ??= new Map();
  const limits = slots[SLOT];
  const limit = limits.get(key) ?? pLimit(AT_ONCE);
  limits.set(key, limit);
  try {
    return await limit(work);
  } finally {
    if (limit.activeCount === 0 && limit.pendingCount === 0) limits.delete(key);
  }
}

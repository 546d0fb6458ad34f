import type { Database, Transaction } from './client';
import { sqlState } from './sql-state';

/** Serialization failure and deadlock: the same work done again succeeds. */
const RETRIED: ReadonlySet<string> = new Set(['40001', '40P01']);
const ATTEMPTS = 8;

/** Runs `work` in one transaction; on 40001 and 40P01 again, with a growing random pause, up to eight times. */
export async function transact<T>(
  db: Database,
  work: (tx: Transaction) => Promise<T>,
  isolation: 'read committed' | 'serializable' = 'read committed',
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work, { isolationLevel: isolation });
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
    }
  }
}

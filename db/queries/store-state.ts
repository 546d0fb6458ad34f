import { eq } from 'drizzle-orm';
import type { Bookkeeper, Executor, Transaction } from '../client';
import { storeState } from '../schema';

/** What the store remembers of itself under a key, or null. */
export async function readState(executor: Executor, key: string): Promise<string | null> {
  const [row] = await executor
    .select({ value: storeState.value })
    .from(storeState)
    .where(eq(storeState.key, key));
  return row?.value ?? null;
}

export async function writeState(executor: Bookkeeper, key: string, value: string): Promise<void> {
  await executor
    .insert(storeState)
    .values({ key, value })
    .onConflictDoUpdate({ target: storeState.key, set: { value } });
}

export async function deleteState(tx: Transaction, key: string): Promise<void> {
  await tx.delete(storeState).where(eq(storeState.key, key));
}

/** Writes a key that is not there yet; false when it is. */
export async function takeState(tx: Transaction, key: string, value: string): Promise<boolean> {
  const made = await tx
    .insert(storeState)
    .values({ key, value })
    .onConflictDoNothing()
    .returning({ key: storeState.key });
  return made.length > 0;
}

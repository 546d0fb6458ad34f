import { and, eq, gt, lte } from 'drizzle-orm';
import type { Transaction } from '../client';
import { renameTombstones } from '../schema';
import { findable } from './keyset';

/** Remembers that a client renamed a stack away from this name; earlier ones that have expired go. */
export async function putTombstone(
  tx: Transaction,
  row: typeof renameTombstones.$inferInsert,
  now: Date,
): Promise<void> {
  await tx
    .delete(renameTombstones)
    .where(and(eq(renameTombstones.holderId, row.holderId), lte(renameTombstones.expiresAt, now)));
  await tx
    .insert(renameTombstones)
    .values(row)
    .onConflictDoUpdate({
      target: [renameTombstones.holderId, renameTombstones.name],
      set: { expiresAt: row.expiresAt },
    });
}

/** Uses a tombstone up; false when there is none that still holds. */
export async function takeTombstone(
  tx: Transaction,
  holderId: string,
  name: string,
  now: Date,
): Promise<boolean> {
  const gone = await tx
    .delete(renameTombstones)
    .where(
      and(
        eq(renameTombstones.holderId, holderId),
        eq(renameTombstones.name, findable(name)),
        gt(renameTombstones.expiresAt, now),
      ),
    )
    .returning({ name: renameTombstones.name });
  return gone.length > 0;
}

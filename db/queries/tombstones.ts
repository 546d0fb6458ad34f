import { and, eq, gt, lte } from 'drizzle-orm';
import type { Transaction } from '../client';
import { renameTombstones } from '../schema';
import { findable } from './keyset';

/** Remembers that a token renamed a stack away from this name; earlier ones that have expired go. */
export async function putTombstone(
  tx: Transaction,
  row: typeof renameTombstones.$inferInsert,
  now: Date,
): Promise<void> {
  await tx
    .delete(renameTombstones)
    .where(and(eq(renameTombstones.tokenId, row.tokenId), lte(renameTombstones.expiresAt, now)));
  await tx
    .insert(renameTombstones)
    .values(row)
    .onConflictDoUpdate({
      target: [renameTombstones.tokenId, renameTombstones.nameKey],
      set: { expiresAt: row.expiresAt },
    });
}

/** Uses a tombstone up; false when there is none that still holds. */
export async function takeTombstone(
  tx: Transaction,
  tokenId: string,
  nameKey: string,
  now: Date,
): Promise<boolean> {
  const gone = await tx
    .delete(renameTombstones)
    .where(
      and(
        eq(renameTombstones.tokenId, tokenId),
        eq(renameTombstones.nameKey, findable(nameKey)),
        gt(renameTombstones.expiresAt, now),
      ),
    )
    .returning({ nameKey: renameTombstones.nameKey });
  return gone.length > 0;
}

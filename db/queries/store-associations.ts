import { and, asc, eq } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { storeAssociations } from '../schema';

export type StoreAssociationRow = typeof storeAssociations.$inferSelect;

/** All pairs in the order of making. */
export function storeAssociationRows(executor: Executor): Promise<StoreAssociationRow[]> {
  return executor
    .select()
    .from(storeAssociations)
    .orderBy(
      asc(storeAssociations.createdAt),
      asc(storeAssociations.artifactStoreUuid),
      asc(storeAssociations.metadataStoreUuid),
    );
}

/** False when the pair was there already. */
export async function insertStoreAssociation(
  tx: Transaction,
  row: typeof storeAssociations.$inferInsert,
): Promise<boolean> {
  const made = await tx
    .insert(storeAssociations)
    .values(row)
    .onConflictDoNothing()
    .returning({ artifactStoreUuid: storeAssociations.artifactStoreUuid });
  return made.length > 0;
}

/** False when there was no such pair. */
export async function deleteStoreAssociation(
  tx: Transaction,
  artifactStoreUuid: string,
  metadataStoreUuid: string,
): Promise<boolean> {
  const gone = await tx
    .delete(storeAssociations)
    .where(
      and(
        eq(storeAssociations.artifactStoreUuid, artifactStoreUuid),
        eq(storeAssociations.metadataStoreUuid, metadataStoreUuid),
      ),
    )
    .returning({ artifactStoreUuid: storeAssociations.artifactStoreUuid });
  return gone.length > 0;
}

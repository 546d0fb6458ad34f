import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { catalogEntries } from '../schema';
import { findable } from './keyset';

export type CatalogEntryRow = typeof catalogEntries.$inferSelect;

/** Which entry: by the row id of its catalog and its exact identifier. */
export interface CatalogEntryKey {
  readonly catalogId: string;
  readonly identifier: string;
}

/** What people write into an entry. */
export type CatalogEntryContent = Pick<
  CatalogEntryRow,
  'tags' | 'qualityAttribute' | 'code' | 'description' | 'inputs' | 'output'
>;

type Updated = Pick<CatalogEntryRow, 'updatedAt' | 'updatedById' | 'updatedByName'>;

const ofIdentifier = ({ catalogId, identifier }: CatalogEntryKey) =>
  and(eq(catalogEntries.catalogId, catalogId), eq(catalogEntries.identifier, findable(identifier)));

/** The living entry, or null. */
export async function findCatalogEntry(
  executor: Executor,
  key: CatalogEntryKey,
): Promise<CatalogEntryRow | null> {
  const [row] = await executor
    .select()
    .from(catalogEntries)
    .where(and(ofIdentifier(key), isNull(catalogEntries.deletedAt)));
  return row ?? null;
}

/** As {@link findCatalogEntry}, held until the transaction ends: nobody changes it between a look and a write. */
export async function lockCatalogEntry(
  tx: Transaction,
  key: CatalogEntryKey,
): Promise<CatalogEntryRow | null> {
  const [row] = await tx
    .select()
    .from(catalogEntries)
    .where(and(ofIdentifier(key), isNull(catalogEntries.deletedAt)))
    .for('update');
  return row ?? null;
}

/** When and by whom the last entry of this identifier was deleted, or null when none was. */
export async function findDeletedCatalogEntry(
  executor: Executor,
  key: CatalogEntryKey,
): Promise<{ at: Date; by: string } | null> {
  const [row] = await executor
    .select({ at: catalogEntries.deletedAt, by: catalogEntries.deletedByName })
    .from(catalogEntries)
    .where(and(ofIdentifier(key), isNotNull(catalogEntries.deletedAt)))
    .orderBy(desc(catalogEntries.deletedAt))
    .limit(1);
  return row?.at == null ? null : { at: row.at, by: row.by ?? '' };
}

/** Inserts, or null when the identifier is taken: the unique index decides. */
export async function insertCatalogEntry(
  tx: Transaction,
  row: typeof catalogEntries.$inferInsert,
): Promise<CatalogEntryRow | null> {
  const [made] = await tx.insert(catalogEntries).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Puts another content into an entry that the caller holds; who made it, and when, stays. */
export async function updateCatalogEntry(
  tx: Transaction,
  id: string,
  change: CatalogEntryContent & Updated,
): Promise<CatalogEntryRow | null> {
  const [row] = await tx
    .update(catalogEntries)
    .set(change)
    .where(and(eq(catalogEntries.id, id), isNull(catalogEntries.deletedAt)))
    .returning();
  return row ?? null;
}

/** Marks an entry as deleted. False when it is gone by now. */
export async function softDeleteCatalogEntry(
  tx: Transaction,
  id: string,
  ended: { deletedAt: Date; deletedByName: string },
): Promise<boolean> {
  const gone = await tx
    .update(catalogEntries)
    .set(ended)
    .where(and(eq(catalogEntries.id, id), isNull(catalogEntries.deletedAt)))
    .returning({ id: catalogEntries.id });
  return gone.length > 0;
}

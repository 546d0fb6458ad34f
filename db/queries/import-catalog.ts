import { and, eq, isNull } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { catalogEntries, catalogs } from '../schema';

export type ImportedCatalogEntry = typeof catalogEntries.$inferSelect;

/** Row id of the catalog of this name, or null. */
export async function findCatalogForImport(executor: Executor, name: string): Promise<string | null> {
  const [row] = await executor.select({ id: catalogs.id }).from(catalogs).where(eq(catalogs.name, name));
  return row?.id ?? null;
}

/** Inserts a writable catalog, or null when the name is taken. */
export async function insertImportedCatalog(
  tx: Transaction,
  row: { id: string; name: string; createdAt: Date },
): Promise<string | null> {
  const [made] = await tx
    .insert(catalogs)
    .values({ ...row, readOnly: false })
    .onConflictDoNothing()
    .returning({ id: catalogs.id });
  return made?.id ?? null;
}

/** The living entry of this identifier in the catalog, or null. */
export async function findCatalogEntryForImport(
  executor: Executor,
  catalogId: string,
  identifier: string,
): Promise<ImportedCatalogEntry | null> {
  const [row] = await executor
    .select()
    .from(catalogEntries)
    .where(
      and(
        eq(catalogEntries.catalogId, catalogId),
        eq(catalogEntries.identifier, identifier),
        isNull(catalogEntries.deletedAt),
      ),
    );
  return row ?? null;
}

/** Inserts, or null when the identifier is taken. */
export async function insertImportedCatalogEntry(
  tx: Transaction,
  row: typeof catalogEntries.$inferInsert,
): Promise<{ id: string } | null> {
  const [made] = await tx
    .insert(catalogEntries)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: catalogEntries.id });
  return made ?? null;
}

/** Puts an import's content into an entry; who made it, and when, stays. */
export async function updateImportedCatalogEntry(
  tx: Transaction,
  id: string,
  change: Partial<typeof catalogEntries.$inferInsert>,
): Promise<void> {
  await tx.update(catalogEntries).set(change).where(eq(catalogEntries.id, id));
}

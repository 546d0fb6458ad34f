import { asc, eq } from 'drizzle-orm';
import type { Executor } from '../client';
import { catalogs } from '../schema';
import { findable } from './keyset';
import { type StoreScope, storeScopeCondition } from './scope';

export type CatalogRow = typeof catalogs.$inferSelect;

/** The catalogs of a reading scope, read-only ones first. */
export async function catalogsIn(executor: Executor, scope: StoreScope): Promise<CatalogRow[]> {
  const rows = await executor
    .select()
    .from(catalogs)
    .where(storeScopeCondition(scope, catalogs.id))
    .orderBy(asc(catalogs.name));
  return rows.sort((a, b) => Number(b.readOnly) - Number(a.readOnly));
}

/** The catalog of exactly this name, or null. */
export async function findCatalog(executor: Executor, name: string): Promise<CatalogRow | null> {
  const [row] = await executor
    .select()
    .from(catalogs)
    .where(eq(catalogs.name, findable(name)));
  return row ?? null;
}

/** The catalog of this row id, or null. */
export async function findCatalogById(executor: Executor, id: string): Promise<CatalogRow | null> {
  const [row] = await executor.select().from(catalogs).where(eq(catalogs.id, id));
  return row ?? null;
}

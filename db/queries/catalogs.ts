import { asc, eq } from 'drizzle-orm';
import type { Executor } from '../client';
import { catalogs } from '../schema';
import { findable } from './keyset';

export type CatalogRow = typeof catalogs.$inferSelect;

/** All catalogs, read-only ones first. */
export async function allCatalogs(executor: Executor): Promise<CatalogRow[]> {
  const rows = await executor.select().from(catalogs).orderBy(asc(catalogs.name));
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

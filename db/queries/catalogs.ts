import { asc } from 'drizzle-orm';
import type { Executor } from '../client';
import { catalogs } from '../schema';

export type CatalogRow = typeof catalogs.$inferSelect;

/** All catalogs, read-only ones first. */
export async function allCatalogs(executor: Executor): Promise<CatalogRow[]> {
  const rows = await executor.select().from(catalogs).orderBy(asc(catalogs.name));
  return rows.sort((a, b) => Number(b.readOnly) - Number(a.readOnly));
}

import type { Ctx } from '@/lib/core/ctx';
import { type CatalogEntry, type CatalogEntryAddress, presentCatalogEntry } from './catalog-entry';
import { resolveEntry } from './resolve-entry';

/** One entry with its code (catalog:read). `not_found` carries `gone` for a deleted one. */
export async function readCatalogEntry(ctx: Ctx, input: CatalogEntryAddress): Promise<CatalogEntry> {
  const { catalog, row } = await resolveEntry(ctx, input);
  return presentCatalogEntry(row, catalog);
}

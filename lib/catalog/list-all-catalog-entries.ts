import { ENTRY_PROPERTIES, type EntryFilter, nextCatalogEntries } from '@/db/queries/catalog-lists';
import type { CatalogRow } from '@/db/queries/catalogs';
import type { Ctx } from '@/lib/core/ctx';
import { parseFilter } from '@/lib/core/parse-filter';
import { readableCatalogs, resolveCatalog } from './catalog';
import { type CatalogEntry, presentCatalogEntry } from './catalog-entry';

/**
 * All entries of one catalog, or of all readable ones, in the order of making, read in batches while they are consumed:
 * any number of them never lies in memory together. Whether the actor may is settled before this resolves.
 */
export async function listAllCatalogEntries(
  ctx: Ctx,
  input: { readonly catalog?: string } = {},
): Promise<AsyncIterable<CatalogEntry>> {
  const catalogs =
    input.catalog === undefined
      ? await readableCatalogs(ctx)
      : [await resolveCatalog(ctx, input.catalog, 'read')];
  return stream(ctx, catalogs, { kind: 'all' });
}

/**
 * Those of all readable catalogs that a client's query finds (see {@link parseFilter}), however many there are.
 * `property` looks into quality_attribute, code, description, inputs and output; `tag` into tags; `type` finds none, for
 * entries have no type. `invalid` for a query that is none or names another property.
 */
export async function searchCatalogEntries(
  ctx: Ctx,
  input: { readonly query: unknown },
): Promise<AsyncIterable<CatalogEntry>> {
  const catalogs = await readableCatalogs(ctx);
  return stream(ctx, catalogs, parseFilter(input.query, { properties: ENTRY_PROPERTIES, tags: ['tags'] }));
}

/** Entries read at once: code may have half a million characters. */
const BATCH = 50;

async function* stream(
  ctx: Ctx,
  catalogs: readonly CatalogRow[],
  filter: EntryFilter,
): AsyncGenerator<CatalogEntry> {
  for (const catalog of catalogs) {
    let after: string | null = null;
    for (;;) {
      const choice = { catalogId: catalog.id, filter };
      const rows = await nextCatalogEntries(ctx.db, choice, { after, limit: BATCH });
      for (const row of rows) yield presentCatalogEntry(row, catalog);
      if (rows.length < BATCH) break;
      after = rows[rows.length - 1]?.id ?? null;
    }
  }
}

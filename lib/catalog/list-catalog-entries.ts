import { type CatalogSort, countCatalogEntries, listCatalogRows } from '@/db/queries/catalog-lists';
import type { CatalogRow } from '@/db/queries/catalogs';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { readableCatalogs, resolveCatalog } from './catalog';
import { type CatalogEntryHead, presentCatalogEntryHead } from './catalog-entry';

export interface ListCatalogEntries {
  /** Only of this catalog; all readable ones when absent. */
  readonly catalog?: string;
  /** Part of the identifier, the description, a tag or the quality attribute, in any case. */
  readonly search?: string;
  /** Exactly this tag. */
  readonly tag?: string;
  /** Exactly this quality attribute. */
  readonly qualityAttribute?: string;
  /** By identifier (the default), or by the last change, latest first. */
  readonly sort?: CatalogSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** One page of catalog entries, without their code (catalog:read). `not_found` for a catalog that is not there. */
export async function listCatalogEntries(
  ctx: Ctx,
  input: ListCatalogEntries,
): Promise<Page<CatalogEntryHead>> {
  const catalogs =
    input.catalog === undefined
      ? await readableCatalogs(ctx)
      : [await resolveCatalog(ctx, input.catalog, 'read')];
  const sort = input.sort ?? 'name';
  const limit = pageLimit(input.limit);
  const requested = {
    search: input.search || null,
    tag: input.tag || null,
    qualityAttribute: input.qualityAttribute || null,
  };
  const listing = { list: 'catalog', filter: { ...requested, catalog: input.catalog, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const choice = { ...requested, catalogIds: catalogs.map(({ id }) => id) };
  const rows = await listCatalogRows(ctx.db, choice, { sort, keyset, limit });
  // A first page that is not full holds all there are: a search that finds little is not made twice.
  const isAll = keyset === null && rows.length <= limit;
  const count = isAll ? rows.length : await countCatalogEntries(ctx.db, choice);
  const byId = new Map<string, CatalogRow>(catalogs.map((catalog) => [catalog.id, catalog]));
  const known = rows.flatMap((row) => {
    const catalog = byId.get(row.catalogId);
    return catalog === undefined ? [] : [{ row, catalog }];
  });
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    known,
    ({ row }) => [sort === 'name' ? row.identifier : row.updatedAt.toISOString(), row.id],
    ({ row, catalog }) => presentCatalogEntryHead(row, catalog),
  );
}

import { type CatalogSort, countCatalogEntries, listCatalogRows } from '@/db/queries/catalog-lists';
import type { CatalogRow } from '@/db/queries/catalogs';
import type { Ctx } from '@/lib/core/ctx';
import { openPosition, type Page, type Position, pageLimit, pageOf } from '@/lib/core/cursor';
import { readableCatalogs, resolveCatalog } from './catalog';
import { type EntryHead, presentHead } from './entry';

export interface ListEntries {
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
  readonly after?: Position;
  readonly limit?: number;
}

/** One page of catalog entries, without their code (catalog:read). `not_found` for a catalog that is not there. */
export async function listEntries(ctx: Ctx, input: ListEntries): Promise<Page<EntryHead>> {
  const catalogs =
    input.catalog === undefined
      ? await readableCatalogs(ctx)
      : [await resolveCatalog(ctx, input.catalog, 'read')];
  const [sort, limit] = [input.sort ?? 'name', pageLimit(input.limit)];
  const asked = {
    search: input.search || null,
    tag: input.tag || null,
    qualityAttribute: input.qualityAttribute || null,
  };
  const listing = { list: 'catalog', filter: { ...asked, catalog: input.catalog, sort } };
  const keyset = openPosition(ctx, listing, input.after);
  const choice = { ...asked, catalogIds: catalogs.map(({ id }) => id) };
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
    ({ row, catalog }) => presentHead(row, catalog),
  );
}

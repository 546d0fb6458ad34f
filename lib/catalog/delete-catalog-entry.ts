import { lockCatalogEntry, softDeleteCatalogEntry } from '@/db/queries/catalog-entries';
import type { Ctx } from '@/lib/core/ctx';
import { deletedStamp } from '@/lib/core/stamp';
import { declareWrite } from '@/lib/writes/write';
import { resolveWritableCatalog } from './catalog';
import {
  type CatalogEntryAddress,
  catalogEntryEvent,
  entryChanges,
  presentCatalogEntry,
} from './catalog-entry';
import { absentEntry } from './resolve-entry';

/**
 * Deletes an entry (catalog:delete), softly: its identifier may be used again and inherits nothing. Answers the entry
 * that was.
 */
export const deleteCatalogEntry = declareWrite({
  verb: 'deleteCatalogEntry',
  asks: ['catalog:delete'],
  audits: ['catalog_entry.delete'],
  example: ({ catalog, catalogEntry }) => ({ catalog, identifier: catalogEntry }),
  ready: (ctx: Ctx, input: CatalogEntryAddress) => resolveWritableCatalog(ctx, input.catalog, 'delete'),
  write: async ({ tx, ctx, tell }, catalog, input) => {
    const row = await lockCatalogEntry(tx, { catalogId: catalog.id, identifier: input.identifier });
    if (row === null || !(await softDeleteCatalogEntry(tx, row.id, deletedStamp(ctx))))
      throw absentEntry(input);
    tell({ ...catalogEntryEvent('catalog_entry.delete', catalog, row), changes: entryChanges(row, null) });
    return presentCatalogEntry(row, catalog);
  },
});

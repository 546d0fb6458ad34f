import { lockCatalogEntry, softDeleteCatalogEntry } from '@/db/queries/catalog-entries';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { deletedStamp } from '@/lib/core/stamp';
import { resolveWritableCatalog } from './catalog';
import { type Entry, type EntryAddress, entryEvent, presentEntry } from './entry';
import { absentEntry } from './resolve-entry';

/**
 * Deletes an entry (catalog:delete), softly: its identifier may be used again and inherits nothing. Answers the entry
 * that was.
 */
export async function deleteEntry(ctx: Ctx, input: EntryAddress): Promise<Entry> {
  const catalog = await resolveWritableCatalog(ctx, input.catalog, 'delete');
  return transact(ctx.db, async (tx) => {
    const row = await lockCatalogEntry(tx, { catalogId: catalog.id, identifier: input.identifier });
    if (row === null || !(await softDeleteCatalogEntry(tx, row.id, deletedStamp(ctx))))
      throw absentEntry(input);
    await audit(tx, ctx, entryEvent('catalog_entry.delete', catalog, row));
    return presentEntry(row, catalog);
  });
}

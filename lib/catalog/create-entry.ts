import { insertCatalogEntry } from '@/db/queries/catalog-entries';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { resolveWritableCatalog } from './catalog';
import { checkContent } from './check-content';
import { type Entry, type EntryAddress, type EntryContent, entryEvent, presentEntry } from './entry';

/**
 * Adds an entry to a catalog (catalog:create). `forbidden` where that is read-only, `conflict` when it has one of
 * exactly this identifier, `invalid` for tags and quality attributes that are in no list.
 */
export async function createEntry(ctx: Ctx, input: EntryAddress & EntryContent): Promise<Entry> {
  const catalog = await resolveWritableCatalog(ctx, input.catalog, 'create');
  const { identifier, tags, qualityAttribute, code, description, inputs, output } = input;
  checkName(identifier, 'identifier', 'free');
  const content = { tags, qualityAttribute, code, description, inputs, output };
  await checkContent(ctx.db, content);
  return transact(ctx.db, async (tx) => {
    const row = await insertCatalogEntry(tx, {
      id: newId(),
      catalogId: catalog.id,
      identifier,
      ...content,
      ...stamp(ctx),
    });
    if (row === null) {
      const message = `Entry ${identifier} of catalog ${catalog.name} already exists.`;
      throw new DomainError('conflict', message, {
        issues: [{ path: 'identifier', message, value: identifier }],
      });
    }
    await audit(tx, ctx, { ...entryEvent('catalog_entry.create', catalog, row), details: { tags } });
    return presentEntry(row, catalog);
  });
}

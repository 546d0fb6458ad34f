import {
  type CatalogEntryContent,
  type CatalogEntryRow,
  lockCatalogEntry,
  updateCatalogEntry,
} from '@/db/queries/catalog-entries';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import { resolveWritableCatalog } from './catalog';
import { checkContent } from './check-content';
import { type Entry, type EntryAddress, type EntryContent, entryEvent, presentEntry } from './entry';
import { absentEntry } from './resolve-entry';

export interface EditEntry extends EntryAddress, EntryContent {
  /** When the entry was last changed as far as the writer saw; `precondition` when somebody changed it since. */
  readonly expectedUpdatedAt?: Date;
}

/** Puts another content into an entry (catalog:update). Its identifier, who made it and when stay as they are. */
export async function editEntry(ctx: Ctx, input: EditEntry): Promise<Entry> {
  const catalog = await resolveWritableCatalog(ctx, input.catalog, 'update');
  const { identifier, expectedUpdatedAt: seen } = input;
  const { tags, qualityAttribute, code, description, inputs, output } = input;
  const content = { tags, qualityAttribute, code, description, inputs, output };
  return transact(ctx.db, async (tx) => {
    const before = await lockCatalogEntry(tx, { catalogId: catalog.id, identifier });
    if (before === null) throw absentEntry(input);
    if (seen !== undefined && seen.getTime() !== before.updatedAt.getTime())
      throw new DomainError(
        'precondition',
        `${before.updatedByName} changed this entry at ${before.updatedAt.toISOString()}, after you opened it.`,
      );
    await checkContent(tx, content);
    const after = await updateCatalogEntry(tx, before.id, { ...content, ...updatedStamp(ctx) });
    if (after === null) throw absentEntry(input);
    const details = whatChanged(before, content);
    await audit(tx, ctx, { ...entryEvent('catalog_entry.update', catalog, before), details });
    return presentEntry(after, catalog);
  });
}

/** For the audit trail, which holds no bodies: the fields, words that came and went, and lines of code. */
function whatChanged(before: CatalogEntryRow, after: CatalogEntryContent) {
  const fields = ['qualityAttribute', 'code', 'description', 'inputs', 'output'] as const;
  const changed: string[] = fields.filter((field) => before[field] !== after[field]);
  const tagsAdded = after.tags.filter((tag) => !before.tags.includes(tag));
  const tagsRemoved = before.tags.filter((tag) => !after.tags.includes(tag));
  if (before.tags.join('\0') !== after.tags.join('\0')) changed.unshift('tags');
  return {
    changed,
    ...(tagsAdded.length > 0 && { tagsAdded }),
    ...(tagsRemoved.length > 0 && { tagsRemoved }),
    ...(changed.includes('qualityAttribute') && {
      qualityAttributeBefore: before.qualityAttribute,
      qualityAttributeAfter: after.qualityAttribute,
    }),
    ...(changed.includes('code') && {
      codeLinesBefore: before.code.split('\n').length,
      codeLinesAfter: after.code.split('\n').length,
    }),
  };
}

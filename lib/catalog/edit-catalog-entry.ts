import { lockCatalogEntry, updateCatalogEntry } from '@/db/queries/catalog-entries';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import { declareWrite } from '@/lib/writes/write';
import { resolveWritableCatalog } from './catalog';
import {
  type CatalogEntryAddress,
  catalogEntryEvent,
  contentOf,
  type EntryContent,
  entryChanges,
  presentCatalogEntry,
} from './catalog-entry';
import { checkContent } from './check-content';
import { absentEntry } from './resolve-entry';

export interface EditEntry extends CatalogEntryAddress, EntryContent {
  /** When the entry was last changed as far as the writer saw; `precondition` when somebody changed it since. */
  readonly expectedUpdatedAt?: Date;
}

/** Puts another content into an entry (catalog:update). Its identifier, who made it and when stay as they are. */
export const editCatalogEntry = declareWrite({
  verb: 'editCatalogEntry',
  asks: ['catalog:update'],
  audits: ['catalog_entry.update'],
  example: ({ catalog, catalogEntry }) => ({
    catalog,
    identifier: catalogEntry,
    tags: [],
    qualityAttribute: '',
    code: 'pass',
    description: null,
    inputs: null,
    output: null,
  }),
  ready: (ctx: Ctx, input: EditEntry) => resolveWritableCatalog(ctx, input.catalog, 'update'),
  write: async ({ tx, ctx, tell }, catalog, input) => {
    const { identifier, expectedUpdatedAt: seen } = input;
    const content = contentOf(input);
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
    tell({
      ...catalogEntryEvent('catalog_entry.update', catalog, before),
      changes: entryChanges(before, after),
      ...(before.code !== content.code && {
        details: { codeLinesBefore: linesOf(before.code), codeLinesAfter: linesOf(content.code) },
      }),
    });
    return presentCatalogEntry(after, catalog);
  },
});

const linesOf = (code: string): number => code.split('\n').length;

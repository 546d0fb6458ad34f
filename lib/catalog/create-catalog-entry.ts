import { insertCatalogEntry } from '@/db/queries/catalog-entries';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
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

/**
 * Adds an entry to a catalog (catalog:create). `forbidden` where that is read-only, `conflict` when it has one of
 * exactly this identifier, `invalid` for tags and quality attributes that are in no list.
 */
export const createCatalogEntry = declareWrite({
  verb: 'createCatalogEntry',
  asks: ['catalog:create'],
  audits: ['catalog_entry.create'],
  example: ({ catalog, fresh }) => ({
    catalog,
    identifier: fresh('entry'),
    tags: [],
    qualityAttribute: '',
    code: 'pass',
    description: null,
    inputs: null,
    output: null,
  }),
  ready: async (ctx: Ctx, input: CatalogEntryAddress & EntryContent) => {
    const catalog = await resolveWritableCatalog(ctx, input.catalog, 'create');
    checkName(input.identifier, 'identifier', 'free');
    await checkContent(ctx.db, contentOf(input));
    return catalog;
  },
  write: async ({ tx, ctx, tell }, catalog, input) => {
    const { identifier } = input;
    const row = await insertCatalogEntry(tx, {
      id: newId(),
      catalogId: catalog.id,
      identifier,
      ...contentOf(input),
      ...stamp(ctx),
    });
    if (row === null) {
      const message = `Entry ${identifier} of catalog ${catalog.name} already exists.`;
      throw new DomainError('conflict', message, {
        issues: [{ path: 'identifier', message, value: identifier }],
      });
    }
    tell({ ...catalogEntryEvent('catalog_entry.create', catalog, row), changes: entryChanges(null, row) });
    return presentCatalogEntry(row, catalog);
  },
});

import {
  type CatalogEntryRow,
  findCatalogEntry,
  findDeletedCatalogEntry,
} from '@/db/queries/catalog-entries';
import type { CatalogRow } from '@/db/queries/catalogs';
import { absent } from '@/lib/access/absent';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { once } from '@/lib/core/once';
import { resolveCatalog } from './catalog';
import type { CatalogEntryAddress } from './catalog-entry';

/** The entry at this address and its catalog, for whoever may read that. `not_found` tells when it was deleted. */
export async function resolveEntry(
  ctx: Ctx,
  at: CatalogEntryAddress,
): Promise<{ readonly catalog: CatalogRow; readonly row: CatalogEntryRow }> {
  const catalog = await resolveCatalog(ctx, at.catalog, 'read');
  const key = { catalogId: catalog.id, identifier: at.identifier };
  const row = await once(ctx, ['catalog entry', catalog.id, at.identifier], () =>
    findCatalogEntry(ctx.db, key),
  );
  if (row !== null) return { catalog, row };
  const sought = { kind: 'catalog entry', catalogId: catalog.id, name: at.identifier } as const;
  const gone = await findDeletedCatalogEntry(ctx.db, key);
  throw await absent(ctx, absentSentence(at), sought, async () => true, { gone });
}

const absentSentence = (at: CatalogEntryAddress) =>
  `Entry ${at.identifier} of catalog ${at.catalog} not found.`;

/** The `not_found` for an entry of a readable catalog that has just gone. */
export const absentEntry = (at: CatalogEntryAddress): DomainError =>
  new DomainError('not_found', absentSentence(at));

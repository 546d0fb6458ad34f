import type { Transaction } from '@/db/client';
import {
  deleteStoreAssociation,
  insertStoreAssociation,
  storeAssociationRows,
} from '@/db/queries/store-associations';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { createdStamp } from '@/lib/core/stamp';
import { isUuid } from './configuration';

/** Uuids of an artifact store and a metadata store that belong together, as clients of ZenML 0.12 and 0.13 say. */
export interface StoreAssociation {
  readonly artifactStore: string;
  readonly metadataStore: string;
}

const need = (type: PermissionType) => ({ operation: 'stack', type, projectId: null }) as const;

/** All pairs in the order of making. */
export async function listStoreAssociations(ctx: Ctx): Promise<StoreAssociation[]> {
  await authorizeOpenly(ctx, need('read'));
  const rows = await storeAssociationRows(ctx.db);
  return rows.map((row) => ({ artifactStore: row.artifactStoreUuid, metadataStore: row.metadataStoreUuid }));
}

/** Declares a pair; again changes nothing. Clients do that before they register a stack. */
export async function declareStoreAssociation(ctx: Ctx, pair: StoreAssociation): Promise<StoreAssociation> {
  await authorizeOpenly(ctx, need('create'));
  check(pair);
  return transact(ctx.db, async (tx) => {
    const made = await insertStoreAssociation(tx, {
      artifactStoreUuid: pair.artifactStore,
      metadataStoreUuid: pair.metadataStore,
      ...createdStamp(ctx),
    });
    if (made) await tell(tx, ctx, 'store_association.create', pair);
    return pair;
  });
}

/** Ends a pair. `not_found` when there is none. */
export async function endStoreAssociation(ctx: Ctx, pair: StoreAssociation): Promise<void> {
  await authorizeOpenly(ctx, need('delete'));
  check(pair);
  await transact(ctx.db, async (tx) => {
    if (!(await deleteStoreAssociation(tx, pair.artifactStore, pair.metadataStore)))
      throw new DomainError(
        'not_found',
        `Artifact store ${pair.artifactStore} and metadata store ${pair.metadataStore} are not associated.`,
      );
    await tell(tx, ctx, 'store_association.delete', pair);
  });
}

const tell = (tx: Transaction, ctx: Ctx, action: string, pair: StoreAssociation): Promise<void> =>
  audit(tx, ctx, {
    action,
    resourceType: 'stack',
    resourceId: null,
    resourceName: pair.artifactStore,
    projectId: null,
    details: { metadataStore: pair.metadataStore },
  });

function check(pair: StoreAssociation): void {
  const issues = (['artifactStore', 'metadataStore'] as const)
    .filter((field) => !isUuid(pair[field]))
    .map((field) => ({ path: field, message: `${field} must be a UUID.`, value: pair[field] }));
  if (issues.length > 0) throw invalid(issues);
}

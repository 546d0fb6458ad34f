import {
  deleteStoreAssociation,
  insertStoreAssociation,
  storeAssociationRows,
} from '@/db/queries/store-associations';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import type { PermissionType } from '@/lib/permissions/decide';
import type { AuditAction } from '@/lib/writes/actions';
import type { AuditEvent } from '@/lib/writes/audit';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { isUuid } from './configurations/configuration';

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
export const declareStoreAssociation = declareWrite({
  verb: 'declareStoreAssociation',
  asks: ['stack:create'],
  audits: ['store_association.create'],
  example: (): StoreAssociation => ({ artifactStore: newId(), metadataStore: newId() }),
  ready: async (ctx: Ctx, pair: StoreAssociation) => {
    await authorizeOpenly(ctx, need('create'));
    check(pair);
  },
  write: async (writing, _, pair) => {
    if (!(await createStoreAssociationIn(writing, pair))) writing.tellNothing();
    return pair;
  },
});

/** A new pair; false when it is declared already. Whoever calls has authorized. */
export async function createStoreAssociationIn(
  { tx, ctx, tell }: Writing<'store_association.create'>,
  pair: StoreAssociation,
  details: AuditEvent['details'] = {},
): Promise<boolean> {
  const made = await insertStoreAssociation(tx, {
    artifactStoreUuid: pair.artifactStore,
    metadataStoreUuid: pair.metadataStore,
    ...createdStamp(ctx),
  });
  if (made)
    tell({
      ...pairEvent('store_association.create', pair),
      changes: changesBetween(null, facts(pair)),
      details,
    });
  return made;
}

/** Ends a pair. `not_found` when there is none. */
export const endStoreAssociation = declareWrite({
  verb: 'endStoreAssociation',
  asks: ['stack:delete'],
  audits: ['store_association.delete'],
  example: ({ association }) => association,
  ready: async (ctx: Ctx, pair: StoreAssociation) => {
    await authorizeOpenly(ctx, need('delete'));
    check(pair);
  },
  write: async ({ tx, tell }, _, pair): Promise<void> => {
    if (!(await deleteStoreAssociation(tx, pair.artifactStore, pair.metadataStore)))
      throw new DomainError(
        'not_found',
        `Artifact store ${pair.artifactStore} and metadata store ${pair.metadataStore} are not associated.`,
      );
    tell({ ...pairEvent('store_association.delete', pair), changes: changesBetween(facts(pair), null) });
  },
});

const facts = ({ artifactStore, metadataStore }: StoreAssociation) => ({ artifactStore, metadataStore });

const pairEvent = <Action extends AuditAction>(action: Action, pair: StoreAssociation) =>
  ({
    action,
    resourceType: 'stack',
    resourceId: null,
    resourceName: pair.artifactStore,
    projectId: null,
  }) as const;

function check(pair: StoreAssociation): void {
  const issues = (['artifactStore', 'metadataStore'] as const)
    .filter((field) => !isUuid(pair[field]))
    .map((field) => ({ path: field, message: `${field} must be a UUID.`, value: pair[field] }));
  if (issues.length > 0) throw invalid(issues);
}

import type { Transaction } from '@/db/client';
import { keepOffer } from '@/db/queries/import-offers';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import { declareWrite } from '@/lib/writes/write';
import type { OfferedPermission } from './group-mapping';

interface RoleOffer {
  readonly role: { readonly id: string; readonly name: string };
  readonly permissions: readonly OfferedPermission[];
}

/**
 * Remembers what an imported role permitted where it came from, for an administrator to give to it; no words where
 * nobody knows. It gives nothing by itself, and what waits already stays as it is.
 */
export const offerRole = declareWrite({
  verb: 'offerRole',
  asks: ['role:create'],
  audits: ['role.offer'],
  example: async ({ emptyRole }): Promise<RoleOffer> => ({ role: await emptyRole(), permissions: [] }),
  ready: (ctx: Ctx, _: RoleOffer) =>
    authorizeOpenly(ctx, { operation: 'role', type: 'create', projectId: null }),
  write: async ({ tx, ctx, tell, tellNothing }, _, { role, permissions }) => {
    const isNew = await keepOffer(tx, {
      id: newId(),
      roleId: role.id,
      words: permissions,
      ...createdStamp(ctx),
    });
    if (!isNew) {
      tellNothing();
      return;
    }
    tell({
      action: 'role.offer',
      resourceType: 'role',
      resourceId: role.id,
      resourceName: role.name,
      projectId: null,
      details: { words: permissions.length },
    });
  },
});

/** Remembers that somebody administered the store they come from; in the transaction that makes them. */
export async function offerAdministration(tx: Transaction, ctx: Ctx, userId: string): Promise<void> {
  await keepOffer(tx, { id: newId(), userId, words: [], ...createdStamp(ctx) });
}

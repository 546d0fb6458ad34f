import { findFormerRole } from '@/db/queries/role-details';
import { can } from '@/lib/access/authorize';
import { mayNameHolders } from '@/lib/access/may-name-holders';
import type { Ctx } from '@/lib/core/ctx';
import { nameKey } from '@/lib/core/name';

/** What the role is called now that last gave up this name, for who may read roles or hands them out; null for none. */
export async function findRenamedRole(ctx: Ctx, name: string): Promise<string | null> {
  const reads =
    (await mayNameHolders(ctx)) || (await can(ctx, { operation: 'role', type: 'read', projectId: null }));
  return reads ? findFormerRole(ctx.db, { id: null, nameKey: nameKey(name) }) : null;
}

import { findModelById } from '@/db/queries/models';
import { CUSTOM_LIST_IDS, isCatalog } from '@/db/queries/resources';
import { findRoleById } from '@/db/queries/roles';
import { findUserById } from '@/db/queries/users';
import type { Ctx } from '@/lib/core/ctx';
import { isId } from '@/lib/core/id';
import { can } from './authorize';
import type { Operation } from './decide';

/** Operations that may be permitted on one thing alone, and what that thing is. */
export const KINDS: Partial<Record<Operation, string>> = {
  model: 'Model',
  artifact: 'Model',
  user: 'User',
  role: 'Role',
  catalog: 'Catalog',
  custom_list: 'List',
};

/** What a permission names; its project when it is a model. */
export interface NamedResource {
  readonly projectId: string | null;
}

/** The thing that a permission of this operation names, or null when it is not there or not the actor's to read. */
export async function readableResource(
  ctx: Ctx,
  operation: Operation,
  resourceId: string,
): Promise<NamedResource | null> {
  const found = isId(resourceId) ? await lookUp(ctx, operation, resourceId.toLowerCase()) : null;
  if (found === null) return null;
  const asked = { operation: operation === 'artifact' ? 'model' : operation, type: 'read' } as const;
  return (await can(ctx, { ...asked, ...found, resourceId })) ? found : null;
}

async function lookUp(ctx: Ctx, operation: Operation, id: string): Promise<NamedResource | null> {
  const ofStore = (isThere: boolean): NamedResource | null => (isThere ? { projectId: null } : null);
  switch (operation) {
    case 'model':
    case 'artifact': {
      const found = await findModelById(ctx.db, id);
      return found === null ? null : { projectId: found.model.projectId };
    }
    case 'user':
      return ofStore((await findUserById(ctx.db, id)) !== null);
    case 'role':
      return ofStore((await findRoleById(ctx.db, id)) !== null);
    case 'catalog':
      return ofStore(await isCatalog(ctx.db, id));
    case 'custom_list':
      return ofStore(Object.values(CUSTOM_LIST_IDS).includes(id));
    default:
      return null;
  }
}

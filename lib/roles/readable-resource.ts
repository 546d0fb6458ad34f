import { findCatalogById } from '@/db/queries/catalogs';
import { findModelById } from '@/db/queries/models';
import { CUSTOM_LIST_IDS } from '@/db/queries/resources';
import { findRoleById } from '@/db/queries/roles';
import { findUserById } from '@/db/queries/users';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { isId } from '@/lib/core/id';
import type { Operation } from '@/lib/permissions/decide';

/** Operations that may be permitted on one thing alone, and what that thing is. */
export const RESOURCE_NOUNS: Partial<Record<Operation, string>> = {
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
  readonly name: string;
}

/** The thing that a permission of this operation names, or null when it is not there or not the actor's to read. */
export async function readableResource(
  ctx: Ctx,
  operation: Operation,
  resourceId: string,
): Promise<NamedResource | null> {
  const found = isId(resourceId) ? await lookUp(ctx, operation, resourceId.toLowerCase()) : null;
  if (found === null) return null;
  const required = { operation: operation === 'artifact' ? 'model' : operation, type: 'read' } as const;
  const { projectId } = found;
  return (await can(ctx, { ...required, projectId, resourceId })) ? found : null;
}

async function lookUp(ctx: Ctx, operation: Operation, id: string): Promise<NamedResource | null> {
  const ofStore = (found: { readonly name: string } | null): NamedResource | null =>
    found === null ? null : { projectId: null, name: found.name };
  switch (operation) {
    case 'model':
    case 'artifact': {
      const found = await findModelById(ctx.db, id);
      return found === null ? null : { projectId: found.model.projectId, name: found.model.name };
    }
    case 'user':
      return ofStore(await findUserById(ctx.db, id));
    case 'role':
      return ofStore(await findRoleById(ctx.db, id));
    case 'catalog':
      return ofStore(await findCatalogById(ctx.db, id));
    case 'custom_list': {
      const list = Object.entries(CUSTOM_LIST_IDS).find(([, listId]) => listId === id);
      return ofStore(list === undefined ? null : { name: list[0] });
    }
    default:
      return null;
  }
}

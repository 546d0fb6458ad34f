import { listRoleRows, permissionsOfRoles } from '@/db/queries/roles';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { once } from '@/lib/core/once';
import {
  isAdministeredInProject,
  isGrantedOnOne,
  isProjectScoped,
  type Operation,
  type PermissionType,
  permitting,
} from '@/lib/permissions/decide';

/** One thing that could be given so that something is permitted. */
export interface Way {
  /** Row id and name of a role that there is; null for the permission alone. */
  readonly roleId: string | null;
  readonly role: string | null;
  /** What the role permits where it would be given, each operation once; of the permission alone, that. */
  readonly permits: readonly { readonly operation: Operation; readonly types: readonly PermissionType[] }[];
}

interface Needed {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly projectId: string | null;
  readonly resourceId: string | null;
}

/** Stores have tens of roles; ways through more than these are no help to anybody. */
const MOST_ROLES = 1000;
const MOST_WAYS = 3;

/**
 * What could be given, the narrowest first: the permission alone, then roles by how much they permit there. Of roles that
 * people made the actor is told where they may read roles; the built-in ones are the same in every store.
 */
export async function waysTo(ctx: Ctx, needed: Needed): Promise<Way[]> {
  const { operation, type, projectId } = needed;
  const alone: Way = { roleId: null, role: null, permits: [{ operation, types: [type] }] };
  const roles = (await rolesToldTo(ctx))
    .filter(({ permissions }) => permitting([{ projectId, permissions }], needed).length > 0)
    .map(
      ({ id, name, permissions }): Way => ({
        roleId: id,
        role: name,
        permits: permitted(permissions, projectId),
      }),
    )
    .sort((a, b) => breadth(a) - breadth(b))
    .slice(0, MOST_WAYS);
  return givesAlone(needed) ? [alone, ...roles] : roles;
}

/** Whether a role with this one word gives it where it is asked for. */
function givesAlone({ operation, type, projectId, resourceId }: Needed): boolean {
  if (resourceId !== null && (isGrantedOnOne(operation) || operation === 'model' || operation === 'artifact'))
    return true;
  return (
    permitting([{ projectId, permissions: [`${operation}:${type}`] }], { operation, type, projectId })
      .length > 0
  );
}

async function rolesToldTo(
  ctx: Ctx,
): Promise<
  readonly { readonly id: string; readonly name: string; readonly permissions: readonly string[] }[]
> {
  const readsAll = await can(ctx, { operation: 'role', type: 'read', projectId: null });
  return once(ctx, ['roles with words'], async () => {
    const rows = await listRoleRows(ctx.db, MOST_ROLES, { builtIn: !readsAll });
    const words = await permissionsOfRoles(
      ctx.db,
      rows.map(({ id }) => id),
    );
    return rows.map(({ id, name }) => ({ id, name, permissions: words.get(id) ?? [] }));
  });
}

/** What counts of a role where it is given: on a project only what lies in projects, or what administers one. */
function permitted(permissions: readonly string[], projectId: string | null): Way['permits'] {
  return OPERATIONS.filter(
    (operation) => projectId === null || isProjectScoped(operation) || isAdministeredInProject(operation),
  )
    .map((operation) => ({
      operation,
      types: PERMISSION_TYPES.filter((type) => permissions.includes(`${operation}:${type}`)),
    }))
    .filter(({ types }) => types.length > 0);
}

const breadth = ({ permits }: Way): number => permits.reduce((sum, { types }) => sum + types.length, 0);

import { type GroupPermissionRow, type GroupView, resourcesNamed } from '@/db/queries/groups';
import { CUSTOM_LIST_IDS } from '@/db/queries/resources';
import type { Ctx } from '@/lib/core/ctx';
import { type Issue, invalid } from '@/lib/core/domain-error';
import { type GroupPermission, rolePermissionsOf } from './group-permissions';

const NOUN = {
  model: 'Model',
  user: 'User',
  group: 'Group',
  catalog: 'Catalog',
  custom_list: 'List',
} as const;

/**
 * The words that permissions say, single things found by their names as the view knows them. `invalid` naming each
 * permission on something that is not there, or not for the actor to see.
 */
export async function resolvePermissions(
  ctx: Ctx,
  view: GroupView,
  permissions: readonly GroupPermission[],
): Promise<GroupPermissionRow[]> {
  const namesOf = (kind: GroupPermission['resource_type']) => [
    ...new Set(
      permissions.flatMap(({ resource_type, resource_id }) =>
        resource_type === kind && resource_id !== null && !resource_id.includes('\0') ? [resource_id] : [],
      ),
    ),
  ];
  const found = await resourcesNamed(ctx.db, view, {
    models: namesOf('model'),
    users: namesOf('user'),
    roles: namesOf('group'),
    catalogs: namesOf('catalog'),
  });
  const ids = new Map(found.map(({ kind, name, id }) => [`${kind} ${name}`, id]));
  for (const [list, id] of Object.entries(CUSTOM_LIST_IDS)) ids.set(`custom_list ${list}`, id);
  const idOf = ({ resource_type, resource_id }: GroupPermission): string | null =>
    resource_id === null ? null : (ids.get(`${resource_type} ${resource_id}`) ?? null);
  const issues = permissions.flatMap((permission, n): Issue[] => {
    const { resource_type, resource_id } = permission;
    if (resource_id === null || idOf(permission) !== null) return [];
    const message = `${NOUN[resource_type]} ${resource_id} not found.`;
    return [{ path: `permissions.${n}.resource_id`, message, value: resource_id }];
  });
  if (issues.length > 0) throw invalid(issues);
  const words = permissions.flatMap((permission) =>
    rolePermissionsOf([permission]).map((word) => ({ ...word, resourceId: idOf(permission) })),
  );
  return [...new Map(words.map((permission) => [permissionKey(permission), permission])).values()];
}

/** Equal for two words that permit the same. */
export const permissionKey = ({
  operation,
  type,
  resourceId,
}: Omit<GroupPermissionRow, 'resource'>): string => `${operation}:${type}:${resourceId ?? ''}`;

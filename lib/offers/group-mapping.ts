import { type GroupPermission, rolePermissionsOf } from '@/lib/groups/group-permissions';
import type { PortablePermission } from './portable-permission';

/** A word that an imported group had, as an administrator may give it to the role; on one model of one project. */
export type OfferedPermission = PortablePermission;

/** What an MLTE group's permissions mean here. `project`: where the models lie that they name. */
export function mappedPermissions(
  permissions: readonly GroupPermission[],
  project: string,
): OfferedPermission[] {
  return rolePermissionsOf(permissions)
    .map((permission) => ({ ...permission, project: isOnModel(permission) ? project : null }))
    .sort((a, b) => (offeredPermissionText(a) < offeredPermissionText(b) ? -1 : 1));
}

/** Whether a word is bound to one model, which lies in a project. */
export const isOnModel = ({
  operation,
  resource,
}: Pick<OfferedPermission, 'operation' | 'resource'>): boolean =>
  resource !== null && (operation === 'model' || operation === 'artifact');

/** `model:read`, or `model:read on GardenBuddy`. */
export const offeredPermissionText = ({ operation, type, resource }: OfferedPermission): string =>
  `${operation}:${type}${resource === null ? '' : ` on ${resource}`}`;

/** The same for people, in one line for each thing: `artifact: create, update · model: read, on GardenBuddy`. */
export function permissionLines(permissions: readonly OfferedPermission[]): string[] {
  const resources = [...new Set(permissions.map(({ resource }) => resource))];
  return resources.map((resource) => {
    const own = permissions.filter((permission) => permission.resource === resource);
    const operations = [...new Set(own.map(({ operation }) => operation))];
    const said = operations.map((operation) => {
      const types = own.filter((permission) => permission.operation === operation).map(({ type }) => type);
      return `${operation}: ${types.join(', ')}`;
    });
    return said.join(' · ') + (resource === null ? '' : `, on ${resource}`);
  });
}

import type { GroupPermissionRow, GroupRow } from '@/db/queries/groups';
import { type GroupPermission, type NamedPermission, splitPermissions } from './group-permissions';

/** A role as MLTE clients know it. */
export interface Group {
  readonly name: string;
  readonly permissions: readonly GroupPermission[];
}

/** A word that the view has a name for. */
type ShownWord = GroupPermissionRow & NamedPermission;

/** The words of a group that a view can say, as permissions, and all the others. */
export function seenFrom(words: readonly GroupPermissionRow[]): {
  readonly permissions: readonly GroupPermission[];
  readonly hidden: readonly GroupPermissionRow[];
} {
  const named = (permission: GroupPermissionRow): permission is ShownWord =>
    permission.resourceId === null || permission.resource !== null;
  const { permissions, hidden } = splitPermissions(words.filter(named));
  return { permissions, hidden: [...hidden, ...words.filter((permission) => !named(permission))] };
}

export function presentGroup({ name, permissions }: GroupRow): Group {
  return { name, permissions: seenFrom(permissions).permissions };
}

import { type PermissionRow, permissionsOfRole } from '@/db/queries/reach';
import type { Ctx } from '@/lib/core/ctx';
import { checkPermissions, type PermissionInput } from '../check-permissions';
import { resolveCustomRole } from '../resolve-role';
import { type Permission, without } from '../role';
import { namesOf, type ResourceName } from './named-resource';
import { type RoleEffects, roleEffects } from './role-effects';

/** A word of a role, and the one thing that it names. */
export interface ResolvedPermission extends Permission {
  readonly resource: ResourceName | null;
}

export interface RoleChangePreview {
  readonly added: readonly ResolvedPermission[];
  readonly removed: readonly ResolvedPermission[];
  /** Null for who may not read everybody's assignments and names. */
  readonly effects: RoleEffects | null;
}

/** What {@link updateRole} with these permissions would add and take away, and from whom. Changes nothing. */
export async function previewRoleChange(
  ctx: Ctx,
  input: { readonly role: string; readonly permissions: readonly PermissionInput[] },
): Promise<RoleChangePreview> {
  const role = await resolveCustomRole(ctx, input.role, 'update');
  const before = await permissionsOfRole(ctx.db, role.id);
  const next = await checkPermissions(ctx, input.permissions, before);
  const [added, removed] = [without(next, before), without(before, next)];
  const nameOf = await namesOf(
    ctx,
    [...added, ...removed].flatMap(({ operation, resourceId }) =>
      resourceId === null ? [] : { operation, resourceId },
    ),
  );
  const named = ({ operation, type, resourceId }: PermissionRow): ResolvedPermission => ({
    operation,
    type,
    resourceId,
    resource: resourceId === null ? null : nameOf({ operation, resourceId }),
  });
  return {
    added: added.map(named),
    removed: removed.map(named),
    effects: added.length + removed.length === 0 ? null : await roleEffects(ctx, role.id, next),
  };
}

/** What deleting a role would take from whom; null for who may not read everybody's assignments and names. */
export async function previewRoleEnd(
  ctx: Ctx,
  input: { readonly role: string },
): Promise<RoleEffects | null> {
  const role = await resolveCustomRole(ctx, input.role, 'delete');
  return roleEffects(ctx, role.id, []);
}

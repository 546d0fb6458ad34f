import { holdsRole } from '@/db/queries/reach';
import { dropPermissionsOn } from '@/db/queries/resources';
import { countAssignmentsOfRole, dropAssignmentsOfRole, updateRoleRow } from '@/db/queries/roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { movePower, refuseOwn } from './move-power';
import { resolveCustomRole } from './resolve-role';
import { presentRole, type Role } from './role';

/** What {@link deleteRole} would end: its assignments. Their holders stay. */
export async function previewDeleteRole(ctx: Ctx, input: { role: string }): Promise<{ assignments: number }> {
  const role = await resolveCustomRole(ctx, input.role, 'delete');
  return { assignments: await countAssignmentsOfRole(ctx.db, role.id) };
}

/** Deletes a custom role with its assignments; a later role of the name inherits none. `forbidden` for one's own. */
export async function deleteRole(ctx: Ctx, input: { role: string }): Promise<Role> {
  const role = await resolveCustomRole(ctx, input.role, 'delete');
  return movePower(ctx, async (tx) => {
    await refuseOwn(tx, ctx, (userId) => holdsRole(tx, userId, role.id));
    const assignments = await countAssignmentsOfRole(tx, role.id);
    const row = await updateRoleRow(tx, role.id, deletedStamp(ctx));
    if (row === null) throw new DomainError('not_found', `Role ${input.role} not found.`);
    await dropAssignmentsOfRole(tx, role.id);
    await dropPermissionsOn(tx, role.id);
    const event = {
      action: 'role.delete',
      resourceType: 'role' as const,
      resourceId: role.id,
      resourceName: role.name,
      projectId: null,
      details: { assignments },
    };
    return { result: presentRole(row), event };
  });
}

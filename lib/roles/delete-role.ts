import { holdsRole, permissionsOfRole } from '@/db/queries/reach';
import { dropPermissionsOn } from '@/db/queries/resources';
import {
  countAssignmentsOfRole,
  dropAssignmentsOfRole,
  type RoleRow,
  updateRoleRow,
} from '@/db/queries/roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { resolveCustomRole } from './resolve-role';
import { presentRole, roleEvent, roleFacts } from './role';

/** What {@link deleteRole} would end: its assignments. Their holders stay. */
export async function previewDeleteRole(ctx: Ctx, input: { role: string }): Promise<{ assignments: number }> {
  const role = await resolveCustomRole(ctx, input.role, 'delete');
  return { assignments: await countAssignmentsOfRole(ctx.db, role.id) };
}

/** Deletes a custom role with its assignments; a later role of the name inherits none. `forbidden` for one's own. */
export const deleteRole = declareWrite({
  verb: 'deleteRole',
  asks: ['role:delete'],
  audits: ['role.delete'],
  example: ({ role }) => ({ role }),
  ready: (ctx: Ctx, input: { role: string }) => resolveCustomRole(ctx, input.role, 'delete'),
  move: async (moving, role) => presentRole(await endRole(moving, role)),
});

/** The end of a role in a move of power. Answers its row as it is left. */
export async function endRole({ tx, ctx, tell }: Moving<'role.delete'>, role: RoleRow): Promise<RoleRow> {
  await refuseOwn(tx, ctx, (userId) => holdsRole(tx, userId, role.id));
  const assignments = await countAssignmentsOfRole(tx, role.id);
  const permissions = await permissionsOfRole(tx, role.id);
  const row = await updateRoleRow(tx, role.id, deletedStamp(ctx));
  if (row === null) throw new DomainError('not_found', `Role ${role.name} not found.`);
  await dropAssignmentsOfRole(tx, role.id);
  await dropPermissionsOn(tx, role.id);
  const changes = changesBetween(roleFacts(role, permissions), null);
  tell({ ...roleEvent('role.delete', role), changes, details: { assignments } });
  return row;
}

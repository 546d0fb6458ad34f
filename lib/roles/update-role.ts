import type { PowerTransaction } from '@/db/queries/administrators';
import { noteUsesOfRole } from '@/db/queries/assignment-uses';
import { holdsRole, type PermissionRow, permissionsOfRole, reachOfRole } from '@/db/queries/reach';
import { findRoleById, type RoleRow, replacePermissions, updateRoleRow } from '@/db/queries/roles';
import { textIssues } from '@/lib/access/text-field';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { leaveName, requireToTakeName } from '@/lib/people/take-name';
import { refuseIssues } from '@/lib/people/user';
import { cellsOf, covers } from '@/lib/permissions/closure';
import { REVIEWED_OPERATIONS } from '@/lib/uses/reviewed-operations';
import { changesBetween } from '@/lib/writes/changes';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { checkPermissions, type PermissionInput } from './check-permissions';
import { resolveCustomRole } from './resolve-role';
import { presentFullRole, roleEvent, roleFacts, without } from './role';

export interface UpdateRole {
  readonly role: string;
  readonly name?: string;
  readonly description?: string | null;
  /** Takes the place of all that the role permitted. */
  readonly permissions?: readonly PermissionInput[];
  /** `updatedAt` of the role that the change was made of: `conflict` when somebody has changed it since. */
  readonly unchangedSince?: Date;
}

/**
 * Changes a custom role. What is added must be held by the actor everywhere, and so must what it newly brings to
 * those who hold the role, and all that it permits when its name changes; nobody adds to a role that they hold.
 * `precondition` for built-in roles.
 */
export const updateRole = declareWrite({
  verb: 'updateRole',
  asks: ['role:update'],
  audits: ['role.update'],
  taken: ({ change }) => ({
    constraint: 'roles_name_key',
    message: `Role ${change.name} already exists.`,
  }),
  example: ({ role, fresh }) => ({ role, name: fresh('role') }),
  ready: async (ctx: Ctx, input: UpdateRole) => {
    const role = await resolveCustomRole(ctx, input.role, 'update');
    const name = input.name ?? role.name;
    checkName(name, 'role name', 'path', 'name');
    refuseIssues(textIssues(input.description, 'Description', 'description'));
    const requested =
      input.permissions === undefined
        ? null
        : await checkPermissions(ctx, input.permissions, await permissionsOfRole(ctx.db, role.id));
    const change = {
      name,
      nameKey: nameKey(name),
      ...(input.description === undefined ? {} : { description: input.description || null }),
    };
    return { role, requested, change };
  },
  move: async (moving, { role, requested, change }, { unchangedSince }) => {
    if (unchangedSince !== undefined) await refuseChanged(moving.tx, role.id, unchangedSince);
    const before = await permissionsOfRole(moving.tx, role.id);
    const permissions = requested ?? before;
    return presentFullRole(await applyRoleUpdate(moving, { role, change, before, permissions }), permissions);
  },
});

/** Throws `conflict` where the role is not as it was; under the lock of grants it stays what it is now. */
async function refuseChanged(tx: PowerTransaction, roleId: string, since: Date): Promise<void> {
  const now = await findRoleById(tx, roleId);
  if (now === null || now.updatedAt.getTime() === since.getTime()) return;
  throw new DomainError('conflict', `${now.updatedByName} changed the role ${now.name} meanwhile.`, {
    reason: 'changed_meanwhile',
  });
}

interface RoleUpdate {
  readonly role: RoleRow;
  readonly change: Parameters<typeof updateRoleRow>[2];
  readonly before: readonly PermissionRow[];
  /** What it permits from now on. */
  readonly permissions: readonly PermissionRow[];
}

/** The change in a move of power. */
export async function applyRoleUpdate(
  { tx, ctx, granter, tell }: Moving<'role.update'>,
  { role, change, before, permissions }: RoleUpdate,
): Promise<RoleRow> {
  const [added, removed] = [without(permissions, before), without(before, permissions)];
  if (added.length > 0) {
    await refuseOwn(tx, ctx, (userId) => holdsRole(tx, userId, role.id));
    await granter.requireToHold([{ projectId: null, until: null, permissions: added }]);
    // An added word may bring more than itself: the first one lets its holders see the project.
    for (const held of await reachOfRole(tx, role.id, ctx.now))
      await granter.requireToHoldCells(
        cellsOf({ ...held, permissions: permissions }).filter((cell) => !covers([held], null, cell)),
      );
  }
  if (change.name !== undefined && change.name !== role.name) {
    // Whoever is given a role by its name is given what it permits.
    await granter.requireToHold([{ projectId: null, until: null, permissions: before }]);
    await requireToTakeName(tx, ctx, granter, { kind: 'role', name: change.name, ownId: role.id });
    await leaveName(tx, ctx, { kind: 'role', nameKey: role.nameKey, ownId: role.id });
  }
  const row = await updateRoleRow(tx, role.id, { ...change, ...updatedStamp(ctx) });
  if (row === null) throw new DomainError('not_found', `Role ${role.name} not found.`);
  if (added.length + removed.length > 0) {
    await replacePermissions(tx, role.id, permissions);
    await noteUsesOfRole(tx, role.id, REVIEWED_OPERATIONS);
  }
  const changes = changesBetween(roleFacts(role, before), roleFacts(row, permissions));
  tell({ ...roleEvent('role.update', row), changes });
  return row;
}

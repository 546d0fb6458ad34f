import { holdsRole, type PermissionRow, permissionsOfRole, reachOfRole } from '@/db/queries/reach';
import { type RoleRow, replaceWords, updateRoleRow } from '@/db/queries/roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { cellsOf, covers } from './closure';
import { resolveCustomRole } from './resolve-role';
import { presentFullRole, roleEvent, roleFacts, wordText } from './role';
import { type AskedPermission, roleWords } from './role-words';
import { leaveName, requireToTakeName } from './take-name';
import { textIssues } from './text-field';
import { refuseIssues } from './user';

export interface UpdateRole {
  readonly role: string;
  readonly name?: string;
  readonly description?: string | null;
  /** Takes the place of all that the role permitted. */
  readonly permissions?: readonly AskedPermission[];
}

/**
 * Changes a custom role. What is added must be held by the actor everywhere, and so must what it newly brings to
 * those who hold the role, and all that it permits when its name changes; nobody adds to a role that they hold. `precondition` for built-in roles.
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
    const asked = input.permissions === undefined ? null : await roleWords(ctx, input.permissions);
    const change = {
      name,
      nameKey: nameKey(name),
      ...(input.description === undefined ? {} : { description: input.description || null }),
    };
    return { role, asked, change };
  },
  move: async (moving, { role, asked, change }) => {
    const before = await permissionsOfRole(moving.tx, role.id);
    const words = asked ?? before;
    return presentFullRole(await applyRoleUpdate(moving, { role, change, before, words }), words);
  },
});

interface RoleUpdate {
  readonly role: RoleRow;
  readonly change: Parameters<typeof updateRoleRow>[2];
  readonly before: readonly PermissionRow[];
  /** What it permits from now on. */
  readonly words: readonly PermissionRow[];
}

/** The change in a move of power. */
export async function applyRoleUpdate(
  { tx, ctx, granter, tell }: Moving<'role.update'>,
  { role, change, before, words }: RoleUpdate,
): Promise<RoleRow> {
  const [added, removed] = [without(words, before), without(before, words)];
  if (added.length > 0) {
    await refuseOwn(tx, ctx, (userId) => holdsRole(tx, userId, role.id));
    await granter.requireToHold([{ projectId: null, until: null, permissions: added }]);
    // An added word may bring more than itself: the first one lets its holders see the project.
    for (const held of await reachOfRole(tx, role.id, ctx.now))
      await granter.requireToHoldCells(
        cellsOf({ ...held, permissions: words }).filter((cell) => !covers([held], null, cell)),
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
  if (added.length + removed.length > 0) await replaceWords(tx, role.id, words);
  const changes = changesBetween(roleFacts(role, before), roleFacts(row, words));
  tell({ ...roleEvent('role.update', row), changes });
  return row;
}

function without(words: readonly PermissionRow[], others: readonly PermissionRow[]): PermissionRow[] {
  const known = new Set(others.map(wordText));
  return words.filter((word) => !known.has(wordText(word)));
}

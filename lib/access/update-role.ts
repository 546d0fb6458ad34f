import type { PowerTransaction } from '@/db/queries/administrators';
import { holdsRole, type PermissionRow, permissionsOfRole, reachOfRole } from '@/db/queries/reach';
import { type RoleRow, replaceWords, updateRoleRow } from '@/db/queries/roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import type { AuditEvent } from './audit';
import { cellsOf, covers } from './closure';
import { wordText } from './create-role';
import { type Granter, movePower, refuseOwn } from './move-power';
import { resolveCustomRole } from './resolve-role';
import { type FullRole, presentFullRole } from './role';
import { type AskedPermission, roleWords } from './role-words';
import { leaveName, requireToTakeName } from './take-name';
import { orTaken } from './taken';
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
export async function updateRole(ctx: Ctx, input: UpdateRole): Promise<FullRole> {
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
  return orTaken('roles_name_key', `Role ${name} already exists.`, () =>
    movePower(ctx, async (tx, granter) => {
      const before = await permissionsOfRole(tx, role.id);
      const words = asked ?? before;
      const { row, event } = await applyRoleUpdate(tx, ctx, granter, { role, change, before, words });
      return { result: presentFullRole(row, words), event };
    }),
  );
}

interface RoleUpdate {
  readonly role: RoleRow;
  readonly change: Parameters<typeof updateRoleRow>[2];
  readonly before: readonly PermissionRow[];
  /** What it permits from now on. */
  readonly words: readonly PermissionRow[];
}

/** The change in a transaction of {@link movePower}, and what is to be audited. */
export async function applyRoleUpdate(
  tx: PowerTransaction,
  ctx: Ctx,
  granter: Granter,
  { role, change, before, words }: RoleUpdate,
): Promise<{ row: RoleRow; event: AuditEvent }> {
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
  const event = {
    action: 'role.update',
    resourceType: 'role' as const,
    resourceId: row.id,
    resourceName: row.name,
    projectId: null,
    details: { added: added.map(wordText), removed: removed.map(wordText) },
  };
  return { row, event };
}

function without(words: readonly PermissionRow[], others: readonly PermissionRow[]): PermissionRow[] {
  const known = new Set(others.map(wordText));
  return words.filter((word) => !known.has(wordText(word)));
}

import type { PermissionRow } from '@/db/queries/reach';
import { insertRole } from '@/db/queries/roles';
import { authorizeOpenly } from '@/lib/access/authorize';
import { textIssues } from '@/lib/access/text-field';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { requireToTakeName } from '@/lib/people/take-name';
import { refuseIssues } from '@/lib/people/user';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { checkPermissions, type PermissionInput } from './check-permissions';
import { type FullRole, presentFullRole, roleEvent, roleFacts } from './role';

export interface CreateRole {
  readonly name: string;
  readonly description?: string | null;
  readonly permissions: readonly PermissionInput[];
}

/**
 * Makes a role of permissions that the actor holds everywhere (or with `escalation:update`). `conflict` when the
 * name is taken.
 */
export const createRole = declareWrite({
  verb: 'createRole',
  asks: ['role:create'],
  audits: ['role.create'],
  example: ({ fresh }) => ({
    name: fresh('role'),
    permissions: [{ operation: 'model' as const, type: 'read' as const }],
  }),
  ready: newRole,
  move: createRoleIn,
});

interface NewRole extends Pick<CreateRole, 'name' | 'description'> {
  readonly permissions: readonly PermissionRow[];
}

/** Everything of {@link createRole} that comes before its transaction: asks, and checks the fields. */
export async function newRole(ctx: Ctx, { permissions, ...role }: CreateRole): Promise<NewRole> {
  await authorizeOpenly(ctx, { operation: 'role', type: 'create', projectId: null });
  checkName(role.name, 'role name', 'path', 'name');
  refuseIssues(textIssues(role.description, 'Description', 'description'));
  return { ...role, permissions: await checkPermissions(ctx, permissions) };
}

/** The role in a move of power. `conflict` when the name is taken. */
export async function createRoleIn(
  { tx, ctx, granter, tell }: Moving<'role.create'>,
  { name, description, permissions }: NewRole,
): Promise<FullRole> {
  await granter.requireToHold([{ projectId: null, until: null, permissions }]);
  await requireToTakeName(tx, ctx, granter, { kind: 'role', name, ownId: null });
  const row = await insertRole(
    tx,
    {
      id: newId(),
      name,
      nameKey: nameKey(name),
      description: description || null,
      origin: 'custom',
      ...stamp(ctx),
    },
    permissions,
  );
  if (row === null) throw new DomainError('conflict', `Role ${name} already exists.`);
  tell({ ...roleEvent('role.create', row), changes: changesBetween(null, roleFacts(row, permissions)) });
  return presentFullRole(row, permissions);
}

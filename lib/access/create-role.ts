import type { PermissionRow } from '@/db/queries/reach';
import { insertRole } from '@/db/queries/roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { authorizeOpenly } from './authorize';
import { type FullRole, presentFullRole, roleEvent, roleFacts } from './role';
import { type AskedPermission, roleWords } from './role-words';
import { requireToTakeName } from './take-name';
import { textIssues } from './text-field';
import { refuseIssues } from './user';

export interface CreateRole {
  readonly name: string;
  readonly description?: string | null;
  readonly permissions: readonly AskedPermission[];
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
  move: makeRole,
});

interface NewRole extends Pick<CreateRole, 'name' | 'description'> {
  readonly words: readonly PermissionRow[];
}

/** Everything of {@link createRole} that comes before its transaction: asks, and checks the fields. */
export async function newRole(ctx: Ctx, { permissions, ...role }: CreateRole): Promise<NewRole> {
  await authorizeOpenly(ctx, { operation: 'role', type: 'create', projectId: null });
  checkName(role.name, 'role name', 'path', 'name');
  refuseIssues(textIssues(role.description, 'Description', 'description'));
  return { ...role, words: await roleWords(ctx, permissions) };
}

/** The role in a move of power. `conflict` when the name is taken. */
export async function makeRole(
  { tx, ctx, granter, tell }: Moving<'role.create'>,
  { name, description, words }: NewRole,
): Promise<FullRole> {
  await granter.requireToHold([{ projectId: null, until: null, permissions: words }]);
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
    words,
  );
  if (row === null) throw new DomainError('conflict', `Role ${name} already exists.`);
  tell({ ...roleEvent('role.create', row), changes: changesBetween(null, roleFacts(row, words)) });
  return presentFullRole(row, words);
}

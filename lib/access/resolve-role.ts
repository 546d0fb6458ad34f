import { findRole, type RoleRow } from '@/db/queries/roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { authorize, authorizeOpenly } from './authorize';
import { mayNameHolders } from './may-name-holders';

/** The role of this name for who may read roles or hands them out. Otherwise as if absent. */
export async function resolveRole(ctx: Ctx, name: string): Promise<RoleRow> {
  const absent = `Role ${name} not found.`;
  const row = name.includes('\0') ? null : await findRole(ctx.db, nameKey(name));
  const named = row === null ? {} : { resourceId: row.id };
  if (!(await mayNameHolders(ctx)))
    await authorize(ctx, { operation: 'role', type: 'read', projectId: null, ...named }, absent);
  if (row === null) throw new DomainError('not_found', absent);
  return row;
}

/** As {@link resolveRole} for a role that is to be changed: `precondition` for built-in ones, which cannot be. */
export async function resolveCustomRole(ctx: Ctx, name: string, type: 'update' | 'delete'): Promise<RoleRow> {
  const role = await resolveRole(ctx, name);
  await authorizeOpenly(ctx, { operation: 'role', type, projectId: null, resourceId: role.id });
  if (role.origin !== 'custom')
    throw new DomainError('precondition', `Role ${role.name} is built in and cannot be changed.`);
  return role;
}

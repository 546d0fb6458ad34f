import { findRole, type RoleRow } from '@/db/queries/roles';
import { absent } from '@/lib/access/absent';
import { authorize, authorizeOpenly, can } from '@/lib/access/authorize';
import { mayNameHolders } from '@/lib/access/may-name-holders';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';

/** The role of this name for who may read roles or hands them out. Otherwise as if absent. */
export async function resolveRole(ctx: Ctx, name: string): Promise<RoleRow> {
  const message = `Role ${name} not found.`;
  const row = await findRole(ctx.db, name);
  const named = row === null ? {} : { resourceId: row.id };
  const read = { operation: 'role', type: 'read', projectId: null } as const;
  const namesAll = await mayNameHolders(ctx);
  const notFound = (hidden: boolean) =>
    absent(
      ctx,
      message,
      { kind: 'role', name },
      async (resourceId) => namesAll || can(ctx, { ...read, resourceId }),
      { hidden },
    );
  if (!namesAll) await authorize(ctx, { ...read, ...named }, () => notFound(true));
  if (row === null) throw await notFound(false);
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

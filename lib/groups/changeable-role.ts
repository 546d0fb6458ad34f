import type { GroupRow } from '@/db/queries/groups';
import { findRoleById, type RoleRow } from '@/db/queries/roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';

/** The role behind a group that people made; `precondition` for those that came with the store or with a model. */
export async function changeableRole(ctx: Ctx, group: GroupRow): Promise<RoleRow> {
  if (group.origin === 'model')
    throw new DomainError(
      'precondition',
      `Group ${group.name} came with its model and says what it says; only who is in it can be changed.`,
    );
  const row = await findRoleById(ctx.db, group.id);
  if (row === null) throw new DomainError('not_found', `Group ${group.name} not found.`);
  if (row.origin === 'built_in')
    throw new DomainError('precondition', `Group ${group.name} is built in and cannot be changed.`);
  return row;
}

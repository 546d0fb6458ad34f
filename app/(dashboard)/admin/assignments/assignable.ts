import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { listRoles } from '@/lib/roles/list-roles';
import { listTeams } from '@/lib/teams/list-teams';

/** Roles and teams that a form or a filter offers, as far as the reader may know them. */
export async function assignable(ctx: Ctx) {
  const roles = await listRoles(ctx).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'forbidden') return [];
    throw error;
  });
  const { items: teams } = await listTeams(ctx, { limit: 200 });
  return { roles, teams };
}

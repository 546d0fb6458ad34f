import { findServiceAccountById } from '@/db/queries/service-accounts';
import type { UserRow } from '@/db/queries/users';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { leadsTeam } from '@/lib/teams/leads-team';

/**
 * Whether the actor issues, rotates and ends the tokens of this service account: who leads the team that owns it, and who
 * may change accounts. How far a token reaches that they issue is judged apart: by what they hold.
 */
export async function managesTokens(
  ctx: Ctx,
  { id, ownerTeamId }: Pick<UserRow, 'id' | 'ownerTeamId'>,
): Promise<boolean> {
  if (ownerTeamId !== null && (await leadsTeam(ctx, ownerTeamId))) return true;
  return can(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: id });
}

/** As {@link managesTokens} for the account of a row id; false for a person's. */
export async function managesTokensOf(ctx: Ctx, userId: string): Promise<boolean> {
  const owned = await findServiceAccountById(ctx.db, userId);
  return owned !== null && managesTokens(ctx, owned.account);
}

import { findServiceAccountById } from '@/db/queries/service-accounts';
import type { UserRow } from '@/db/queries/users';
import { can } from '@/lib/access/authorize';
import { viewerOf } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { leadsTeam } from '@/lib/teams/leads-team';

/**
 * Whether the actor issues, rotates and ends the tokens of this service account: who leads the team that owns it, and who
 * may change accounts. How far a token reaches that they issue is judged apart: by what they hold.
 */
export async function managesTokens(
  ctx: Ctx,
  account: Pick<UserRow, 'id' | 'ownerTeamId'>,
): Promise<boolean> {
  if (await leadsOwnerOf(ctx, account)) return true;
  const { id } = account;
  return can(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: id });
}

/** Whether the actor is told of the tokens of this service account: its leads, and who may `token:read`. */
export async function readsTokens(ctx: Ctx, account: Pick<UserRow, 'ownerTeamId'>): Promise<boolean> {
  if (viewerOf(ctx.actor) === undefined && (await leadsOwnerOf(ctx, account))) return true;
  return can(ctx, { operation: 'token', type: 'read', projectId: null });
}

const leadsOwnerOf = async (ctx: Ctx, { ownerTeamId }: Pick<UserRow, 'ownerTeamId'>): Promise<boolean> =>
  ownerTeamId !== null && leadsTeam(ctx, ownerTeamId);

/** As {@link managesTokens} for the account of a row id; false for a person's. */
export async function managesTokensOf(ctx: Ctx, userId: string): Promise<boolean> {
  const owned = await findServiceAccountById(ctx.db, userId);
  return owned !== null && managesTokens(ctx, owned.account);
}

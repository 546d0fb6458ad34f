import { memberRowsOf } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { presentUser, type User } from '@/lib/people/user';
import { resolveTeam } from './resolve-team';

/** The people in a team by name, for who may read teams or is in it. */
export async function listTeamMembers(ctx: Ctx, input: { team: string }): Promise<User[]> {
  const team = await resolveTeam(ctx, input.team);
  return (await memberRowsOf(ctx.db, team.id)).map(presentUser);
}

import { reachOfTeam } from '@/db/queries/reach';
import { insertMembership, type TeamRow } from '@/db/queries/teams';
import type { UserRow } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { createdStamp } from '@/lib/core/stamp';
import { nameUser } from '@/lib/people/resolve-user';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { leadsTeam } from './leads-team';
import { resolveTeam } from './resolve-team';
import { teamEvent } from './team';

/**
 * Puts a person into a team, which gives them all that it holds: the actor must hold that too. Nobody adds
 * themselves. Doing it again changes nothing. Who leads the team may do it without `team:update`.
 */
export const addTeamMember = declareWrite({
  verb: 'addTeamMember',
  asks: ['team:update', 'own team'],
  audits: ['team.add_member'],
  example: async ({ team, anotherUser }) => ({ team, user: await anotherUser() }),
  ready: namedMember,
  move: async ({ tx, ctx, granter, tell, tellNothing }, { team, user }) => {
    await refuseOwn(tx, ctx, async (userId) => userId === user.id);
    await granter.requireToHold(await reachOfTeam(tx, team.id, ctx.now));
    const made = await insertMembership(tx, { teamId: team.id, userId: user.id, ...createdStamp(ctx) });
    if (made) tell({ ...teamEvent('team.add_member', team), details: { user: user.name } });
    else tellNothing();
  },
});

/** A team and a person, for who may change who is in it: with `team:update`, or by leading it. */
export async function namedMember(
  ctx: Ctx,
  input: { team: string; user: string },
): Promise<{ team: TeamRow; user: UserRow }> {
  const team = await resolveTeam(ctx, input.team);
  if (!(await leadsTeam(ctx, team.id)))
    await authorizeOpenly(ctx, { operation: 'team', type: 'update', projectId: null });
  return { team, user: await nameUser(ctx, input.user) };
}

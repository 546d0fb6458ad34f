import { reachOfTeam } from '@/db/queries/reach';
import { insertMembership } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { createdStamp } from '@/lib/core/stamp';
import { authorizeOpenly } from './authorize';
import { movePower, refuseOwn } from './move-power';
import { resolveTeam } from './resolve-team';
import { nameUser } from './resolve-user';

/**
 * Puts a person into a team, which gives them all that it holds: the actor must hold that too. Nobody adds
 * themselves. Doing it again changes nothing.
 */
export async function addTeamMember(ctx: Ctx, input: { team: string; user: string }): Promise<void> {
  const team = await resolveTeam(ctx, input.team);
  const asked = { operation: 'team', type: 'update', projectId: null } as const;
  await authorizeOpenly(ctx, asked);
  const user = await nameUser(ctx, input.user);
  await movePower(ctx, async (tx, granter) => {
    await refuseOwn(tx, ctx, async (userId) => userId === user.id);
    await granter.requireToHold(await reachOfTeam(tx, team.id, ctx.now));
    const made = await insertMembership(tx, { teamId: team.id, userId: user.id, ...createdStamp(ctx) });
    const event = {
      action: 'team.add_member',
      resourceType: 'team' as const,
      resourceId: team.id,
      resourceName: team.name,
      projectId: null,
      details: { user: user.name },
    };
    return { result: undefined, event: made ? event : null };
  });
}

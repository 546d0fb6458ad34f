import { countsOfTeam, deleteMembership } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { authorizeOpenly } from './authorize';
import { movePower, refuseOwn } from './move-power';
import { resolveTeam } from './resolve-team';
import { nameUser } from './resolve-user';

/**
 * Takes a person out of a team. `not_found` when they are not in it; `forbidden` for oneself where the team holds
 * something; `precondition` when nobody would administer the store.
 */
export async function removeTeamMember(ctx: Ctx, input: { team: string; user: string }): Promise<void> {
  const team = await resolveTeam(ctx, input.team);
  const asked = { operation: 'team', type: 'update', projectId: null } as const;
  await authorizeOpenly(ctx, asked);
  const user = await nameUser(ctx, input.user);
  await movePower(ctx, async (tx) => {
    const { assignments } = await countsOfTeam(tx, team.id);
    await refuseOwn(tx, ctx, async (userId) => userId === user.id && assignments > 0);
    if (!(await deleteMembership(tx, team.id, user.id)))
      throw new DomainError('not_found', `${user.name} is not in team ${team.name}.`);
    const event = {
      action: 'team.remove_member',
      resourceType: 'team' as const,
      resourceId: team.id,
      resourceName: team.name,
      projectId: null,
      details: { user: user.name },
    };
    return { result: undefined, event };
  });
}

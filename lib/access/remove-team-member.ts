import { countsOfTeam, deleteMembership } from '@/db/queries/teams';
import { DomainError } from '@/lib/core/domain-error';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { namedMember } from './add-team-member';
import { teamEvent } from './team';

/**
 * Takes a person out of a team. `not_found` when they are not in it; `forbidden` for oneself where the team holds
 * something; `precondition` when nobody would administer the store.
 */
export const removeTeamMember = declareWrite({
  verb: 'removeTeamMember',
  asks: ['team:update'],
  audits: ['team.remove_member'],
  example: ({ team, user }) => ({ team, user }),
  ready: namedMember,
  move: async ({ tx, ctx, tell }, { team, user }): Promise<void> => {
    const { assignments } = await countsOfTeam(tx, team.id);
    await refuseOwn(tx, ctx, async (userId) => userId === user.id && assignments > 0);
    if (!(await deleteMembership(tx, team.id, user.id)))
      throw new DomainError('not_found', `${user.name} is not in team ${team.name}.`);
    tell({ ...teamEvent('team.remove_member', team), details: { user: user.name } });
  },
});

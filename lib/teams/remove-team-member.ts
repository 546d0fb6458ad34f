import { countsOfTeam, deleteMembership, isLead } from '@/db/queries/teams';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { namedMember } from './add-team-member';
import { teamEvent } from './team';

/**
 * Takes a person out of a team; one who leads it only with `team:update`. `not_found` when they are not in it;
 * `forbidden` for oneself where the team holds something; `precondition` when nobody would administer the store.
 */
export const removeTeamMember = declareWrite({
  verb: 'removeTeamMember',
  asks: ['team:update', 'own team'],
  audits: ['team.remove_member'],
  example: ({ team, user }) => ({ team, user }),
  ready: async (ctx: Ctx, input: { team: string; user: string }) => ({
    ...(await namedMember(ctx, input)),
    mayRemoveLeads: await can(ctx, { operation: 'team', type: 'update', projectId: null }),
  }),
  move: async ({ tx, ctx, tell }, { team, user, mayRemoveLeads }): Promise<void> => {
    const { assignments } = await countsOfTeam(tx, team.id);
    await refuseOwn(tx, ctx, async (userId) => userId === user.id && assignments > 0);
    if (!mayRemoveLeads && (await isLead(tx, team.id, user.id)) === true)
      throw new DomainError(
        'forbidden',
        `${user.name} leads the team ${team.name}: to take them out needs the permission team:update. An administrator can.`,
        { permission: 'team:update' },
      );
    if (!(await deleteMembership(tx, team.id, user.id)))
      throw new DomainError('not_found', `${user.name} is not in team ${team.name}.`);
    tell({ ...teamEvent('team.remove_member', team), details: { user: user.name } });
  },
});

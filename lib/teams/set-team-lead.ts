import { reachOfTeam } from '@/db/queries/reach';
import { isLead, setLead } from '@/db/queries/teams';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameUser } from '@/lib/people/resolve-user';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { resolveTeam } from './resolve-team';
import { teamEvent } from './team';

export interface SetTeamLead {
  readonly team: string;
  readonly user: string;
  readonly leads: boolean;
}

/**
 * Lets a member say who else is in the team, or no more. That hands on what the team holds: the actor must hold it too.
 * `not_found` when the person is not in it; `forbidden` for oneself; `precondition` for a service account. Doing it again changes nothing.
 */
export const setTeamLead = declareWrite({
  verb: 'setTeamLead',
  asks: ['team:update'],
  audits: ['team.add_lead', 'team.remove_lead'],
  example: ({ team, user }) => ({ team, user, leads: true }),
  ready: async (ctx: Ctx, input: SetTeamLead) => {
    const team = await resolveTeam(ctx, input.team);
    await authorizeOpenly(ctx, { operation: 'team', type: 'update', projectId: null });
    const user = await nameUser(ctx, input.user);
    if (input.leads && user.kind === 'service')
      throw new DomainError('precondition', `${user.name} is a service account: people lead teams.`);
    return { team, user };
  },
  move: async ({ tx, ctx, granter, tell, tellNothing }, { team, user }, { leads }): Promise<void> => {
    await refuseOwn(tx, ctx, async (userId) => userId === user.id);
    const led = await isLead(tx, team.id, user.id);
    if (led === null) throw new DomainError('not_found', `${user.name} is not in team ${team.name}.`);
    if (led === leads) return tellNothing();
    if (leads) await granter.requireToHold(await reachOfTeam(tx, team.id, ctx.now));
    await setLead(tx, team.id, user.id, leads);
    const action = leads ? 'team.add_lead' : 'team.remove_lead';
    tell({ ...teamEvent(action, team), details: { user: user.name } });
  },
});

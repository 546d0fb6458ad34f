import { reachOfTeam } from '@/db/queries/reach';
import { updateTeamRow } from '@/db/queries/teams';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { leaveName, requireToTakeName } from '@/lib/people/take-name';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { resolveTeam } from './resolve-team';
import { presentTeam, teamEvent } from './team';

/**
 * Renames a team; who is in it and what it holds stays. People give to a name: the actor must hold what the team holds.
 * `conflict` when the name is taken.
 */
export const updateTeam = declareWrite({
  verb: 'updateTeam',
  asks: ['team:update'],
  audits: ['team.update'],
  taken: (_, { name }) => ({ constraint: 'teams_name_key', message: `Team ${name} already exists.` }),
  example: ({ team, fresh }) => ({ team, name: fresh('team') }),
  ready: async (ctx: Ctx, input: { team: string; name: string }) => {
    const team = await resolveTeam(ctx, input.team);
    await authorizeOpenly(ctx, { operation: 'team', type: 'update', projectId: null });
    checkName(input.name, 'team name', 'path', 'name');
    return team;
  },
  move: async ({ tx, ctx, granter, tell }, team, input) => {
    const { name } = input;
    if (name !== team.name) {
      await granter.requireToHold(await reachOfTeam(tx, team.id, ctx.now));
      await requireToTakeName(tx, ctx, granter, { kind: 'team', name, ownId: team.id });
      await leaveName(tx, ctx, { kind: 'team', nameKey: team.nameKey, ownId: team.id });
    }
    const row = await updateTeamRow(tx, team.id, { name, nameKey: nameKey(name), ...updatedStamp(ctx) });
    if (row === null) throw new DomainError('not_found', `Team ${input.team} not found.`);
    tell({ ...teamEvent('team.update', row), changes: changesBetween({ name: team.name }, { name }) });
    return presentTeam(row);
  },
});

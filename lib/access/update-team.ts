import { reachOfTeam } from '@/db/queries/reach';
import { updateTeamRow } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { authorizeOpenly } from './authorize';
import { movePower } from './move-power';
import { resolveTeam } from './resolve-team';
import { leaveName, requireToTakeName } from './take-name';
import { orTaken } from './taken';
import { presentTeam, type Team } from './team';

/**
 * Renames a team; who is in it and what it holds stays. People give to a name: the actor must hold what the team holds.
 * `conflict` when the name is taken.
 */
export async function updateTeam(ctx: Ctx, input: { team: string; name: string }): Promise<Team> {
  const team = await resolveTeam(ctx, input.team);
  const absent = `Team ${input.team} not found.`;
  await authorizeOpenly(ctx, { operation: 'team', type: 'update', projectId: null });
  checkName(input.name, 'team name', 'path', 'name');
  return orTaken('teams_name_key', `Team ${input.name} already exists.`, () =>
    movePower(ctx, async (tx, granter) => {
      if (input.name !== team.name) {
        await granter.requireToHold(await reachOfTeam(tx, team.id, ctx.now));
        await requireToTakeName(tx, ctx, granter, { kind: 'team', name: input.name, ownId: team.id });
        await leaveName(tx, ctx, { kind: 'team', nameKey: team.nameKey, ownId: team.id });
      }
      const row = await updateTeamRow(tx, team.id, {
        name: input.name,
        nameKey: nameKey(input.name),
        ...updatedStamp(ctx),
      });
      if (row === null) throw new DomainError('not_found', absent);
      const event = {
        action: 'team.update',
        resourceType: 'team' as const,
        resourceId: row.id,
        resourceName: row.name,
        projectId: null,
        details: { from: team.name },
      };
      return { result: presentTeam(row), event };
    }),
  );
}

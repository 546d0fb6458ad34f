import { updateTeamRow } from '@/db/queries/teams';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { audit } from './audit';
import { authorizeOpenly } from './authorize';
import { resolveTeam } from './resolve-team';
import { orTaken } from './taken';
import { presentTeam, type Team } from './team';

/** Renames a team; who is in it and what it holds stays. `conflict` when the name is taken. */
export async function updateTeam(ctx: Ctx, input: { team: string; name: string }): Promise<Team> {
  const team = await resolveTeam(ctx, input.team);
  const absent = `Team ${input.team} not found.`;
  await authorizeOpenly(ctx, { operation: 'team', type: 'update', projectId: null });
  checkName(input.name, 'team name', 'path', 'name');
  return orTaken('teams_name_key', `Team ${input.name} already exists.`, () =>
    transact(ctx.db, async (tx) => {
      const row = await updateTeamRow(tx, team.id, {
        name: input.name,
        nameKey: nameKey(input.name),
        ...updatedStamp(ctx),
      });
      if (row === null) throw new DomainError('not_found', absent);
      await audit(tx, ctx, {
        action: 'team.update',
        resourceType: 'team',
        resourceId: row.id,
        resourceName: row.name,
        projectId: null,
        details: { from: team.name },
      });
      return presentTeam(row);
    }),
  );
}

import { insertTeam } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { authorizeOpenly } from './authorize';
import { movePower } from './move-power';
import { requireToTakeName } from './take-name';
import { presentTeam, type Team } from './team';

/** Makes an empty team that holds nothing. `conflict` when the name is taken. */
export async function createTeam(ctx: Ctx, input: { name: string }): Promise<Team> {
  await authorizeOpenly(ctx, { operation: 'team', type: 'create', projectId: null });
  checkName(input.name, 'team name', 'path', 'name');
  return movePower(ctx, async (tx, granter) => {
    await requireToTakeName(tx, ctx, granter, { kind: 'team', name: input.name, ownId: null });
    const row = await insertTeam(tx, {
      id: newId(),
      name: input.name,
      nameKey: nameKey(input.name),
      ...stamp(ctx),
    });
    if (row === null) throw new DomainError('conflict', `Team ${input.name} already exists.`);
    const event = {
      action: 'team.create',
      resourceType: 'team' as const,
      resourceId: row.id,
      resourceName: row.name,
      projectId: null,
    };
    return { result: presentTeam(row), event };
  });
}

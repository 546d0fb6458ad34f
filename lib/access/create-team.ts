import { insertTeam } from '@/db/queries/teams';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { audit } from './audit';
import { authorizeOpenly } from './authorize';
import { presentTeam, type Team } from './team';

/** Makes an empty team that holds nothing. `conflict` when the name is taken. */
export async function createTeam(ctx: Ctx, input: { name: string }): Promise<Team> {
  await authorizeOpenly(ctx, { operation: 'team', type: 'create', projectId: null });
  checkName(input.name, 'team name', 'path', 'name');
  return transact(ctx.db, async (tx) => {
    const row = await insertTeam(tx, {
      id: newId(),
      name: input.name,
      nameKey: nameKey(input.name),
      ...stamp(ctx),
    });
    if (row === null) throw new DomainError('conflict', `Team ${input.name} already exists.`);
    await audit(tx, ctx, {
      action: 'team.create',
      resourceType: 'team',
      resourceId: row.id,
      resourceName: row.name,
      projectId: null,
    });
    return presentTeam(row);
  });
}

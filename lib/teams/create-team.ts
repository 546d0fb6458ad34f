import { insertTeam } from '@/db/queries/teams';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { requireToTakeName } from '@/lib/people/take-name';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { presentTeam, teamEvent } from './team';

/** Makes an empty team that holds nothing. `conflict` when the name is taken. */
export const createTeam = declareWrite({
  verb: 'createTeam',
  asks: ['team:create'],
  audits: ['team.create'],
  example: ({ fresh }) => ({ name: fresh('team') }),
  ready: async (ctx: Ctx, input: { name: string }) => {
    await authorizeOpenly(ctx, { operation: 'team', type: 'create', projectId: null });
    checkName(input.name, 'team name', 'path', 'name');
    return input;
  },
  move: async ({ tx, ctx, granter, tell }, { name }) => {
    await requireToTakeName(tx, ctx, granter, { kind: 'team', name, ownId: null });
    const row = await insertTeam(tx, { id: newId(), name, nameKey: nameKey(name), ...stamp(ctx) });
    if (row === null) throw new DomainError('conflict', `Team ${name} already exists.`);
    tell({ ...teamEvent('team.create', row), changes: changesBetween(null, { name }) });
    return presentTeam(row);
  },
});

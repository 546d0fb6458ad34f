import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { teamsLed } from '@/lib/teams/leads-team';
import { listTeams } from '@/lib/teams/list-teams';
import type { Team } from '@/lib/teams/team';

/** What the box of a team is called below `teams`, of its row id: names of fields begin with a letter. */
export const boxOf = (id: string): string => `t${id.replaceAll('-', '')}`;

/** Teams that the reader may put people into: all of them, or those that they lead. */
export async function teamsToJoin(ctx: Ctx): Promise<Team[]> {
  const { items } = await listTeams(ctx, { limit: 200 });
  if (await can(ctx, { operation: 'team', type: 'update', projectId: null })) return [...items];
  const led = await teamsLed(ctx);
  return items.filter(({ id }) => led.has(id));
}

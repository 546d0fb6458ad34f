import { membersOf } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { resolveTeam } from './resolve-team';
import { presentTeam, type Team } from './team';

/** A team with the names of its members. */
export async function readTeam(
  ctx: Ctx,
  input: { team: string },
): Promise<Team & { readonly members: readonly string[] }> {
  const row = await resolveTeam(ctx, input.team);
  const members = await membersOf(ctx.db, row.id);
  return { ...presentTeam(row), members: members.map((member) => member.name) };
}

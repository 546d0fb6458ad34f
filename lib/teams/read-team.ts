import { membersOf } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { resolveTeam } from './resolve-team';
import { presentTeam, type Team } from './team';

/** A team and the names of who is in it. */
export interface TeamAndMembers extends Team {
  readonly members: readonly string[];
  readonly leads: readonly string[];
  readonly deactivated: readonly string[];
  /** Which members are service accounts. */
  readonly services: readonly string[];
}

/** A team with the names of its members, which of them lead it, are deactivated, or are service accounts. */
export async function readTeam(ctx: Ctx, input: { team: string }): Promise<TeamAndMembers> {
  const row = await resolveTeam(ctx, input.team);
  const members = await membersOf(ctx.db, row.id);
  const named = (some: typeof members): string[] => some.map(({ name }) => name);
  return {
    ...presentTeam(row),
    members: named(members),
    leads: named(members.filter(({ isLead }) => isLead)),
    deactivated: named(members.filter(({ isActive }) => !isActive)),
    services: named(members.filter(({ kind }) => kind === 'service')),
  };
}

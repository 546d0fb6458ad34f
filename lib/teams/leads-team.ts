import { isLead, teamsLedBy } from '@/db/queries/teams';
import type { Actor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';

/**
 * Whether the actor leads this team. Not through a token that is limited: to lead is no permission that a limit could be
 * held against.
 */
export async function leadsTeam({ actor, db, decided }: Ctx, teamId: string): Promise<boolean> {
  const userId = leadOf(actor);
  const leads = userId !== null && (await isLead(db, teamId, userId)) === true;
  if (leads) decided.permitted.add('own team');
  return leads;
}

/** Row ids of all teams that the actor leads, as {@link leadsTeam} has it. */
export async function teamsLed({ actor, db }: Ctx): Promise<ReadonlySet<string>> {
  const userId = leadOf(actor);
  return new Set(userId === null ? [] : await teamsLedBy(db, userId));
}

const leadOf = (actor: Actor): string | null =>
  actor.kind === 'system' || actor.kind === 'anonymous' || actor.limit !== null ? null : actor.userId;

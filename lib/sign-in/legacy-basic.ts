import type { Database } from '@/db/client';
import { administrationOf } from '@/db/queries/groups';
import { findPerson } from '@/db/queries/users';
import { can } from '@/lib/access/authorize';
import { reportSecurity } from '@/lib/audit/security-log';
import { actorName, type UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import type { LegacyPair } from '@/lib/core/legacy-basic';
import { isWithin } from '@/lib/core/network';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import { declareWrite } from '@/lib/writes/write';

/**
 * Whom a user name without a password lets act, where the settings say so for the caller's network; else null, for
 * whatever reason. Never a service account, or somebody who has a password, administers the store or may hand out more than they hold. Its
 * use is audited once a day for each user in each process.
 */
export async function actorFromLegacyBasic(
  requestContext: RequestContext,
  name: string,
  pairs: readonly LegacyPair[],
): Promise<UserActor | null> {
  const pair = pairs.find(({ user, network }) => user === name && isWithin(network, requestContext.address));
  if (pair === undefined) return refused(requestContext);
  const row = await findPerson(requestContext.db, name);
  if (row === null || !row.isActive || row.passwordHash !== null) return refused(requestContext);
  const actor = { kind: 'client', userId: row.id, name: row.name, credentialId: null, limit: null } as const;
  const { assignmentId, teams } = await administrationOf(requestContext.db, row.id, requestContext.now);
  const escalation = { operation: 'escalation', type: 'update', projectId: null } as const;
  if (assignmentId !== null || teams.length > 0 || (await can(ctxOf(requestContext, actor), escalation)))
    return refused(requestContext);
  await note(requestContext, actor, pair);
  return actor;
}

function refused(requestContext: RequestContext): null {
  reportSecurity('legacy_refused', requestContext);
  return null;
}

/** Days on which this process has noted a user, by the database that it noted them in. */
const notedDays = new WeakMap<Database, Map<string, string>>();

async function note(
  requestContext: RequestContext,
  actor: UserActor,
  { network }: LegacyPair,
): Promise<void> {
  const days = notedDays.get(requestContext.db) ?? new Map<string, string>();
  notedDays.set(requestContext.db, days);
  const today = requestContext.now.toISOString().slice(0, 10);
  if (days.get(actor.userId) === today) return;
  days.set(actor.userId, today);
  reportSecurity('legacy_used', requestContext, actor.userId);
  try {
    await tellUse(ctxOf(requestContext, actor), { network, address: requestContext.address });
  } catch (error) {
    days.delete(actor.userId);
    throw error;
  }
}

/** An audit row is all that it writes. */
const tellUse = declareWrite({
  verb: 'actorFromLegacyBasic',
  asks: ['shown secret'],
  audits: ['session.legacy_basic'],
  example: () => ({ network: '192.0.2.0/24', address: '192.0.2.1' }),
  ready: async (_: Ctx, input: { network: string; address: string }) => input,
  write: async ({ ctx, tell }, { network, address }): Promise<void> =>
    tell({
      action: 'session.legacy_basic',
      resourceType: 'session',
      resourceId: null,
      resourceName: actorName(ctx.actor),
      projectId: null,
      details: { network, address },
    }),
});

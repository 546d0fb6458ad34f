import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { auditEvents, sessions, users } from '../schema';
import { type GrantRow, grantsColumn } from './grants';

/** Lets a session of this account view the store as somebody; false when it is not there, or does so already. */
export async function beginView(
  tx: Transaction,
  view: {
    readonly sessionId: string;
    readonly viewerId: string;
    readonly personId: string;
    readonly until: Date;
  },
): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({ viewingId: view.personId, viewingUntil: view.until })
    .where(
      and(eq(sessions.id, view.sessionId), eq(sessions.userId, view.viewerId), isNull(sessions.viewingId)),
    )
    .returning({ id: sessions.id });
  return rows.length > 0;
}

/** Ends what a session views as, and tells who that was; null where it viewed as nobody. One of several askers is told. */
export async function clearView(
  tx: Transaction,
  sessionId: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    update sessions set viewing_id = null, viewing_until = null from users
    where sessions.id = ${sessionId}::uuid and users.id = sessions.viewing_id
    returning users.id, users.name`);
  return rows[0] ?? null;
}

/** The person whom somebody views as, with what they hold; null once the account is switched off or deleted. */
export async function findViewed(
  executor: Executor,
  personId: string,
  now: Date,
): Promise<{ readonly name: string; readonly grants: readonly GrantRow[] } | null> {
  const [row] = await executor
    .select({ name: users.name, grants: grantsColumn(users.id, now) })
    .from(users)
    .where(and(eq(users.id, personId), eq(users.isActive, true), isNull(users.deletedAt)));
  return row ?? null;
}

/** Who began to view as somebody, and when; the last first. */
export async function viewsOf(
  executor: Executor,
  personId: string,
  limit: number,
): Promise<{ readonly id: string; readonly at: Date; readonly by: string }[]> {
  return executor
    .select({ id: auditEvents.id, at: auditEvents.at, by: auditEvents.actorName })
    .from(auditEvents)
    .where(and(eq(auditEvents.resourceId, personId), eq(auditEvents.action, 'user.view_as')))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(limit);
}

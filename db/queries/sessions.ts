import { and, desc, eq, gt, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor, Transaction } from '../client';
import { sessions, users } from '../schema';
import { type GrantRow, grantsColumn } from './grants';

export type SessionRow = typeof sessions.$inferSelect;

export async function insertSession(tx: Transaction, row: typeof sessions.$inferInsert): Promise<void> {
  await tx.insert(sessions).values(row);
}

/** Sessions that still open something: neither past their end nor idle since before `idleSince`. */
export const living = (now: Date, idleSince: Date): SQL | undefined =>
  and(gt(sessions.expiresAt, now), gt(sessions.lastSeenAt, idleSince));

export interface LivingSession
  extends Pick<SessionRow, 'id' | 'lastSeenAt' | 'userId' | 'viewingId' | 'viewingUntil'> {
  readonly userName: string;
  readonly grants: GrantRow[];
}

/** The living session of this secret's hash with its active user and what they hold, in one read; null when there is none. */
export async function findLivingSession(
  executor: Executor,
  tokenHash: Buffer,
  now: Date,
  idleSince: Date,
): Promise<LivingSession | null> {
  const [row] = await executor
    .select({
      id: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      viewingId: sessions.viewingId,
      viewingUntil: sessions.viewingUntil,
      userId: users.id,
      userName: users.name,
      grants: grantsColumn(users.id, now),
    })
    .from(sessions)
    .innerJoin(users, and(eq(users.id, sessions.userId), eq(users.isActive, true)))
    .where(and(eq(sessions.tokenHash, tokenHash), living(now, idleSince)));
  return row ?? null;
}

/** Notes that a session was used, unless another request did so after `unlessSince`. */
export async function touchSession(
  executor: Bookkeeper,
  id: string,
  now: Date,
  unlessSince: Date,
): Promise<void> {
  await executor
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.lastSeenAt, unlessSince)));
}

export async function livingSessionsOf(
  executor: Executor,
  userId: string,
  now: Date,
  idleSince: Date,
): Promise<SessionRow[]> {
  return executor
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), living(now, idleSince)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id));
}

export async function findSessionById(executor: Executor, id: string): Promise<SessionRow | null> {
  const [row] = await executor.select().from(sessions).where(eq(sessions.id, id));
  return row ?? null;
}

/** Ends one session and gives the name of its account; null when it was not there. */
export async function deleteSession(tx: Transaction, id: string): Promise<string | null> {
  const rows = await tx.execute<{ name: string }>(sql`
    delete from sessions using users where sessions.id = ${id}::uuid and users.id = sessions.user_id
    returning users.name`);
  return rows[0]?.name ?? null;
}

/** Ends every session of a user but `keepId`; returns how many, and the names of those as whom they viewed the store. */
export async function deleteSessionsOf(
  tx: Transaction,
  userId: string,
  keepId: string | null = null,
): Promise<{ readonly count: number; readonly viewed: readonly string[] }> {
  const mine = eq(sessions.userId, userId);
  const rows = await tx
    .delete(sessions)
    .where(keepId === null ? mine : and(mine, ne(sessions.id, keepId)))
    .returning({ viewingId: sessions.viewingId });
  const ids = rows.flatMap(({ viewingId }) => (viewingId === null ? [] : [viewingId]));
  const viewed =
    ids.length === 0 ? [] : await tx.select({ name: users.name }).from(users).where(inArray(users.id, ids));
  return { count: rows.length, viewed: viewed.map(({ name }) => name) };
}

/** Drops sessions that can open nothing any more. */
export async function sweepSessions(executor: Bookkeeper, now: Date, idleSince: Date): Promise<void> {
  await executor.delete(sessions).where(or(lt(sessions.expiresAt, now), lt(sessions.lastSeenAt, idleSince)));
}

import { and, count, desc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { accessRequests, projects, type REQUEST_STATES, roleAssignments, roles, users } from '../schema';
import { COUNT_CAP, type Keyset, keysetPage } from './keyset';

export type RequestRow = typeof accessRequests.$inferSelect;

/** A request with the names that people know its ends by. */
export interface NamedRequest {
  readonly request: RequestRow;
  readonly userName: string;
  readonly projectName: string | null;
  readonly roleName: string | null;
  /** Whether what was granted is still held. */
  readonly isHeld: boolean;
}

/** Locks an account until the end of the transaction: what it asks for is counted by one at a time. */
export async function lockAsker(tx: Transaction, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
}

/** Lets what waits no longer lapse, of one person. */
export async function expireRequests(tx: Transaction, userId: string, now: Date): Promise<void> {
  await tx
    .update(accessRequests)
    .set({ state: 'expired' })
    .where(and(eq(accessRequests.userId, userId), isPending, lte(accessRequests.waitsUntil, now)));
}

const isPending = eq(accessRequests.state, 'pending');

/** How many requests of a person wait for an answer. */
export async function countWaiting(executor: Executor, userId: string): Promise<number> {
  const [row] = await executor
    .select({ n: count() })
    .from(accessRequests)
    .where(and(eq(accessRequests.userId, userId), isPending));
  return row?.n ?? 0;
}

/** Inserts, or null when the same is asked for already and waits. */
export async function insertRequest(
  tx: Transaction,
  row: typeof accessRequests.$inferInsert,
): Promise<RequestRow | null> {
  const [made] = await tx.insert(accessRequests).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

type Answer = Partial<
  Pick<
    RequestRow,
    'answeredAt' | 'answeredById' | 'answeredByName' | 'answerNote' | 'grantedUntil' | 'assignmentId'
  >
> & { readonly state: (typeof REQUEST_STATES)[number] };

/** Ends the waiting of a request; false when it waits no longer, since somebody was faster or it has lapsed. */
export async function answerRequest(
  tx: Transaction,
  id: string,
  now: Date,
  answer: Answer,
): Promise<boolean> {
  const changed = await tx
    .update(accessRequests)
    .set(answer)
    .where(and(eq(accessRequests.id, id), isPending, gt(accessRequests.waitsUntil, now)))
    .returning({ id: accessRequests.id });
  return changed.length > 0;
}

function named(executor: Executor, now: Date) {
  return executor
    .select({
      request: accessRequests,
      userName: users.name,
      projectName: projects.name,
      roleName: roles.name,
      isHeld: sql<boolean>`exists (select 1 from ${roleAssignments} where ${roleAssignments.id} = ${accessRequests.assignmentId}
        and (${roleAssignments.expiresAt} is null or ${roleAssignments.expiresAt} > ${now.toISOString()}::timestamptz))`,
    })
    .from(accessRequests)
    .innerJoin(users, eq(users.id, accessRequests.userId))
    .leftJoin(projects, eq(projects.id, accessRequests.projectId))
    .leftJoin(roles, eq(roles.id, accessRequests.roleId));
}

/** The request of this row id, unless its asker or its project was deleted. */
export async function findRequest(executor: Executor, id: string, now: Date): Promise<NamedRequest | null> {
  const [row] = await named(executor, now).where(and(eq(accessRequests.id, id), isLiving));
  return row ?? null;
}

const isLiving = and(
  isNull(users.deletedAt),
  or(isNull(accessRequests.projectId), and(isNotNull(projects.id), isNull(projects.deletedAt))),
);

export interface RequestFilter {
  /** Only those of this person. */
  readonly userId: string | null;
  /** Not those of this person: nobody answers their own. */
  readonly notOf: string | null;
  /** Only those of these projects; all, the store's own included, when null. */
  readonly projectIds: readonly string[] | null;
  /** Those that wait, or those that have an answer or lapsed; all when null. */
  readonly waits: boolean | null;
}

function listed({ userId, notOf, projectIds, waits }: RequestFilter, now: Date): SQL | undefined {
  const waiting = and(isPending, gt(accessRequests.waitsUntil, now), eq(users.isActive, true));
  return and(
    isLiving,
    userId === null ? undefined : eq(accessRequests.userId, userId),
    notOf === null ? undefined : sql`${accessRequests.userId} <> ${notOf}::uuid`,
    projectIds === null
      ? undefined
      : projectIds.length === 0
        ? sql`false`
        : sql`${accessRequests.projectId} in (${sql.join(
            projectIds.map((id) => sql`${id}::uuid`),
            sql`, `,
          )})`,
    waits === null ? undefined : waits ? waiting : sql`not (${waiting})`,
  );
}

/** One more than `limit` rows of a page, newest first. */
export async function listRequestRows(
  executor: Executor,
  filter: RequestFilter,
  { now, keyset, limit }: { now: Date; keyset: Keyset | null; limit: number },
): Promise<NamedRequest[]> {
  const page = keysetPage(
    [
      { column: accessRequests.createdAt, type: 'instant' },
      { column: accessRequests.id, type: 'id' },
    ],
    true,
    keyset,
  );
  return named(executor, now)
    .where(and(listed(filter, now), page.where))
    .orderBy(page.orderBy)
    .limit(limit + 1);
}

/** How many a list holds, to one more than the cap. */
export async function countRequests(executor: Executor, filter: RequestFilter, now: Date): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(accessRequests)
    .innerJoin(users, eq(users.id, accessRequests.userId))
    .leftJoin(projects, eq(projects.id, accessRequests.projectId))
    .where(listed(filter, now))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** What a person asks for and waits for, newest first. */
export async function waitingOf(executor: Executor, userId: string, now: Date): Promise<RequestRow[]> {
  return executor
    .select()
    .from(accessRequests)
    .where(and(eq(accessRequests.userId, userId), isPending, gt(accessRequests.waitsUntil, now)))
    .orderBy(desc(accessRequests.createdAt));
}

import { and, count, eq, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { sessions, users } from '../schema';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';
import { living, type SessionRow } from './sessions';

/** A session with the name of whom it signs in. */
export interface NamedSession {
  readonly session: SessionRow;
  readonly userName: string;
}

export interface SessionFilter {
  /** Part of the name of the account, or of the client's address. */
  readonly search: string | null;
  readonly now: Date;
  readonly idleSince: Date;
}

function listed({ search, now, idleSince }: SessionFilter): SQL | undefined {
  const pattern = search === null ? null : containing(search);
  return and(
    living(now, idleSince),
    eq(users.isActive, true),
    pattern === null
      ? undefined
      : sql`(${users.name} ilike ${pattern} or ${sessions.address} ilike ${pattern})`,
  );
}

/** One more than `limit` living sessions of a page, the latest started first. */
export async function listSessionRows(
  executor: Executor,
  filter: SessionFilter,
  { keyset, limit }: { readonly keyset: Keyset | null; readonly limit: number },
): Promise<NamedSession[]> {
  const page = keysetPage(
    [
      { column: sessions.createdAt, type: 'instant' },
      { column: sessions.id, type: 'id' },
    ],
    true,
    keyset,
  );
  return executor
    .select({ session: sessions, userName: users.name })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(listed(filter), page.where))
    .orderBy(page.orderBy)
    .limit(limit + 1);
}

/** How many a list holds, to one more than the cap. */
export async function countSessions(executor: Executor, filter: SessionFilter): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(listed(filter))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

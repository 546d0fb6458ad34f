import { and, count, eq, gt, isNotNull, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { projects, tokens, users } from '../schema';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';
import type { NamedToken } from './tokens';
import type { UserRow } from './users';

export interface TokenFilter {
  /** Part of the name or the first characters of the token, or of the name of its owner. */
  readonly search: string | null;
  /**
   * Those that open something now; of these, those not used since, and those that end soon and have no successor; those
   * that have run out; those that were ended.
   */
  readonly state: 'working' | 'unused' | 'ending' | 'expired' | 'revoked' | null;
  /** Of accounts of this kind, or of all when null. */
  readonly ownerKind: UserRow['kind'] | null;
  readonly now: Date;
  /** A working token that was neither made nor used after this instant is unused. */
  readonly unusedSince: Date;
  /** A working token that ends before this instant ends soon. */
  readonly endingBefore: Date;
}

function listed({ search, state, ownerKind, now, unusedSince, endingBefore }: TokenFilter): SQL | undefined {
  const pattern = search === null ? null : containing(search);
  const working = and(
    isNull(tokens.revokedAt),
    gt(tokens.expiresAt, now),
    eq(users.isActive, true),
    isNull(projects.deletedAt),
  );
  const of = {
    working,
    ending: and(working, isNull(tokens.successorId), lt(tokens.expiresAt, endingBefore)),
    unused: and(working, lte(sql`coalesce(${tokens.lastUsedAt}, ${tokens.createdAt})`, unusedSince)),
    expired: and(isNull(tokens.revokedAt), lte(tokens.expiresAt, now)),
    revoked: isNotNull(tokens.revokedAt),
  };
  return and(
    isNull(users.deletedAt),
    ownerKind === null ? undefined : eq(users.kind, ownerKind),
    pattern === null
      ? undefined
      : sql`(${tokens.name} ilike ${pattern} or ${tokens.prefix} ilike ${pattern} or ${users.name} ilike ${pattern})`,
    state === null ? undefined : of[state],
  );
}

/** One more than `limit` tokens of a page, newest first. */
export async function listTokenRows(
  executor: Executor,
  filter: TokenFilter,
  { keyset, limit }: { readonly keyset: Keyset | null; readonly limit: number },
): Promise<NamedToken[]> {
  const page = keysetPage(
    [
      { column: tokens.createdAt, type: 'instant' },
      { column: tokens.id, type: 'id' },
    ],
    true,
    keyset,
  );
  return executor
    .select({ token: tokens, ownerName: users.name, ownerKind: users.kind, projectName: projects.name })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .leftJoin(projects, eq(projects.id, tokens.projectId))
    .where(and(listed(filter), page.where))
    .orderBy(page.orderBy)
    .limit(limit + 1);
}

/** How many a list holds, to one more than the cap. */
export async function countTokens(executor: Executor, filter: TokenFilter): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .leftJoin(projects, eq(projects.id, tokens.projectId))
    .where(listed(filter))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

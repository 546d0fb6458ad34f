import { and, asc, count, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { teams, users } from '../schema';
import type { PowerTransaction } from './administrators';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage, type SortColumn } from './keyset';
import type { UserRow, UserSort } from './users';

/** A service account with the name of the team that owns it. */
export interface OwnedAccount {
  readonly account: UserRow;
  readonly teamName: string;
}

/** Columns of a service account's row: nothing that could open it is among them. */
type NewServiceAccount = Omit<
  typeof users.$inferInsert,
  'kind' | 'passwordHash' | 'email' | 'fullName' | 'ownerTeamId'
> & { readonly ownerTeamId: string };

/** Inserts a service account, or null when the name is taken. */
export async function insertServiceAccount(
  tx: PowerTransaction,
  row: NewServiceAccount,
): Promise<UserRow | null> {
  const [made] = await tx
    .insert(users)
    .values({ ...row, kind: 'service' })
    .onConflictDoNothing()
    .returning();
  return made ?? null;
}

const owned = (executor: Executor, which: SQL | undefined) =>
  executor
    .select({ account: users, teamName: teams.name })
    .from(users)
    .innerJoin(teams, eq(teams.id, users.ownerTeamId))
    .where(and(which, eq(users.kind, 'service'), isNull(users.deletedAt)));

/** The service account of this name, written exactly so, or null. */
export async function findServiceAccount(executor: Executor, name: string): Promise<OwnedAccount | null> {
  const [row] = await owned(executor, eq(users.name, findable(name)));
  return row ?? null;
}

/** The service account of this row id, unless deleted. */
export async function findServiceAccountById(executor: Executor, id: string): Promise<OwnedAccount | null> {
  const [row] = await owned(executor, eq(users.id, id));
  return row ?? null;
}

/** Names of the service accounts that a team owns, in order. */
export async function accountsOwnedBy(executor: Executor, teamId: string): Promise<string[]> {
  const rows = await owned(executor, eq(users.ownerTeamId, teamId)).orderBy(asc(users.nameKey));
  return rows.map(({ account }) => account.name);
}

/** A service account as it is listed, with what its tokens come to. */
export interface ServiceAccountRow extends OwnedAccount {
  /** Tokens that open something now, or would if the account were active. */
  readonly tokens: number;
  /** The first end of one of these that has no successor, as ISO text; null without one. */
  readonly nextExpiry: string | null;
  /** The latest noted use of any of its tokens, as ISO text, and from where. */
  readonly lastUsedAt: string | null;
  readonly lastUsedFrom: string | null;
}

export interface ServiceAccountFilter {
  /** Part of the name or of the description. */
  readonly search: string | null;
  readonly isActive: boolean | null;
  /** Only those that the team of this name owns. */
  readonly team: string | null;
  /** Only those that teams of these row ids own, or all when null. */
  readonly teamIds: readonly string[] | null;
  /** Whether a token of theirs works. */
  readonly hasToken: boolean | null;
  /** Only those of which a token without a successor ends before this instant. */
  readonly endingBefore: Date | null;
  readonly now: Date;
}

/** The condition of a token `k` that opens something, as far as it and its project go. */
const works = (
  now: Date,
): SQL => sql`k.revoked_at is null and k.expires_at > ${now.toISOString()}::timestamptz
  and (k.project_id is null or exists (select 1 from projects kp where kp.id = k.project_id and kp.deleted_at is null))`;

function listed(filter: ServiceAccountFilter): SQL | undefined {
  const { search, isActive, team, teamIds, hasToken, endingBefore, now } = filter;
  const pattern = search === null ? null : containing(search);
  const working = sql`exists (select 1 from tokens k where k.user_id = ${users.id} and ${works(now)})`;
  return and(
    eq(users.kind, 'service'),
    isNull(users.deletedAt),
    isActive === null ? undefined : eq(users.isActive, isActive),
    team === null ? undefined : eq(teams.name, findable(team)),
    teamIds === null ? undefined : teamIds.length === 0 ? sql`false` : inArray(teams.id, [...teamIds]),
    pattern === null
      ? undefined
      : sql`(${users.name} ilike ${pattern} or ${users.description} ilike ${pattern})`,
    hasToken === null ? undefined : hasToken ? working : sql`not ${working}`,
    endingBefore === null
      ? undefined
      : sql`exists (select 1 from tokens k where k.user_id = ${users.id} and ${works(now)}
          and k.successor_id is null and k.expires_at < ${endingBefore.toISOString()}::timestamptz)`,
  );
}

/** One more than `limit` rows of a page. */
export async function listServiceAccountRows(
  executor: Executor,
  filter: ServiceAccountFilter,
  {
    sort,
    keyset,
    limit,
  }: { readonly sort: UserSort; readonly keyset: Keyset | null; readonly limit: number },
): Promise<ServiceAccountRow[]> {
  const first: SortColumn =
    sort === 'name' ? { column: users.nameKey, type: 'text' } : { column: users.createdAt, type: 'instant' };
  const page = keysetPage([first, { column: users.id, type: 'id' }], sort === 'created', keyset);
  const iso = (value: SQL) => sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const ofTokens = <T>(what: SQL) => sql<T>`(select ${what} from tokens k where k.user_id = ${users}.id)`;
  const rows = await executor
    .select({
      account: users,
      teamName: teams.name,
      tokens: ofTokens<string>(sql`count(*) filter (where ${works(filter.now)})`),
      nextExpiry: ofTokens<string | null>(
        iso(sql`min(k.expires_at) filter (where ${works(filter.now)} and k.successor_id is null)`),
      ),
      lastUsedAt: ofTokens<string | null>(iso(sql`max(k.last_used_at)`)),
      lastUsedFrom: sql<string | null>`(select k.last_used_from from tokens k where k.user_id = ${users}.id
        and k.last_used_at is not null order by k.last_used_at desc, k.id desc limit 1)`,
    })
    .from(users)
    .innerJoin(teams, eq(teams.id, users.ownerTeamId))
    .where(and(listed(filter), page.where))
    .orderBy(page.orderBy)
    .limit(limit + 1);
  return rows.map((row) => ({ ...row, tokens: Number(row.tokens) }));
}

/** How many a list holds, to one more than the cap. */
export async function countServiceAccounts(
  executor: Executor,
  filter: ServiceAccountFilter,
): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(users)
    .innerJoin(teams, eq(teams.id, users.ownerTeamId))
    .where(listed(filter))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

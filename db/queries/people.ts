import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { users } from '../schema';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage, type SortColumn } from './keyset';
import { reachingEverybody } from './scope';
import type { UserRow, UserSort } from './users';

/** An account as the console lists it. Instants as ISO text. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly kind: UserRow['kind'];
  readonly nameKey: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly isActive: boolean;
  readonly hasPassword: boolean;
  readonly createdAt: string;
  readonly createdByName: string;
  readonly teams: readonly string[];
  /** Names of roles that reach the person, directly or through teams; of somebody switched off, those that would. */
  readonly roles: readonly string[];
  readonly lastSeenAt: string | null;
}

interface PeopleQuery {
  readonly search: string | null;
  readonly isActive: boolean | null;
  /** Accounts of this kind, or all when null. */
  readonly kind: UserRow['kind'] | null;
  /** Only people who are in the team of this name. */
  readonly team: string | null;
  /** Only people whom the role of this name reaches at `now`. */
  readonly role: string | null;
  readonly now: Date;
  /** Whether they were ever seen. */
  readonly isSeen: boolean | null;
  /** Whether any role reaches them at `now`, those of single models included. */
  readonly isReached: boolean | null;
}

/**
 * The latest trace of somebody: a browser session, a token, or what the audit has them do. Sessions that have ended are
 * swept, and what they did stays in the audit.
 */
const lastSeen = sql`greatest(
  (select max(s.last_seen_at) from sessions s where s.user_id = ${users.id}),
  (select max(k.last_used_at) from tokens k where k.user_id = ${users.id}),
  (select e.at from audit_events e where e.actor_id = ${users.id} order by e.at desc limit 1))`;

const reached = (now: Date): SQL =>
  sql`${users.id} in (select reaching.user_id from ${reachingEverybody(now)} reaching)`;

function listed({
  search,
  isActive,
  kind,
  team,
  role,
  now,
  isSeen,
  isReached,
}: PeopleQuery): SQL | undefined {
  const pattern = search === null ? null : containing(search);
  return and(
    isNull(users.deletedAt),
    isActive === null ? undefined : eq(users.isActive, isActive),
    kind === null ? undefined : eq(users.kind, kind),
    pattern === null
      ? undefined
      : sql`(${users.name} ilike ${pattern} or ${users.fullName} ilike ${pattern} or ${users.email} ilike ${pattern})`,
    team === null
      ? undefined
      : sql`${users.id} in (select tm.user_id from team_memberships tm
          join teams tt on tt.id = tm.team_id and tt.deleted_at is null where tt.name = ${findable(team)})`,
    role === null
      ? undefined
      : sql`${users.id} in (select ra.user_id from ${reachingEverybody(now, { ofModels: false, dormant: true })} ra
          join roles rr on rr.id = ra.role_id where rr.name = ${findable(role)} and rr.origin <> 'model')`,
    isReached === null ? undefined : isReached ? reached(now) : sql`not ${reached(now)}`,
    isSeen === null ? undefined : isSeen ? sql`${lastSeen} is not null` : sql`${lastSeen} is null`,
  );
}

/** One more than `limit` rows of a page. */
export async function listPeopleRows(
  executor: Executor,
  query: PeopleQuery & { sort: UserSort; keyset: Keyset | null; limit: number },
): Promise<PersonRow[]> {
  const first: SortColumn =
    query.sort === 'name'
      ? { column: users.nameKey, type: 'text' }
      : { column: users.createdAt, type: 'instant' };
  const page = keysetPage([first, { column: users.id, type: 'id' }], query.sort === 'created', query.keyset);
  const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return executor.execute<PersonRow & Record<string, unknown>>(sql`
    with page as materialized (
      select ${users.id}, ${users.name}, ${users.kind}, ${users.nameKey}, ${users.fullName}, ${users.email}, ${users.isActive},
        ${users.passwordHash} is not null as has_password, ${users.createdAt}, ${users.createdByName}
      from ${users} where ${and(listed(query), page.where)} order by ${page.orderBy} limit ${query.limit + 1}::int
    ), joined as (
      select m.user_id, json_agg(t.name order by t.name_key) as teams from team_memberships m
      join teams t on t.id = m.team_id and t.deleted_at is null
      where m.user_id in (select id from page) group by m.user_id
    ), held as (
      select a.user_id, json_agg(distinct r.name) as roles from ${reachingEverybody(query.now, { ofModels: false, dormant: true, of: sql`select id from page` })} a
      join roles r on r.id = a.role_id and r.origin <> 'model' group by a.user_id
    )
    select users.id, users.name, users.kind, users.name_key as "nameKey", users.full_name as "fullName", users.email,
      users.is_active as "isActive", users.has_password as "hasPassword", ${iso(sql`users.created_at`)} as "createdAt",
      users.created_by_name as "createdByName", ${iso(lastSeen)} as "lastSeenAt",
      coalesce(j.teams, '[]'::json) as teams, coalesce(h.roles, '[]'::json) as roles
    from page as users left join joined j on j.user_id = users.id left join held h on h.user_id = users.id
    order by ${page.orderBy}`);
}

/** How many a list holds, to one more than the cap. */
export async function countPeople(executor: Executor, query: PeopleQuery): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(
    sql`select count(*) as n from (select 1 from ${users} where ${listed(query)} limit ${COUNT_CAP + 1}::int) counted`,
  );
  return Number(row?.n ?? 0);
}

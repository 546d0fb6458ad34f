import { and, eq, isNull, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { type ROLE_ORIGINS, roles } from '../schema';
import { COUNT_CAP, containing, type Keyset, keysetPage, type SortColumn } from './keyset';
import { NAMELESS } from './roles';

/** A role as the console lists it. Instants as ISO text. */
export interface RoleListRow {
  readonly id: string;
  readonly name: string;
  /** Its place by name: built-in roles stand first. */
  readonly place: string;
  readonly description: string | null;
  readonly origin: (typeof ROLE_ORIGINS)[number];
  /** Whether an import brought it, and what it permitted there waits for an answer. */
  readonly isWaiting: boolean;
  readonly isImported: boolean;
  readonly permissions: number;
  /** To how many people and teams it is assigned, wherever, in force. */
  readonly people: number;
  readonly teams: number;
  readonly createdAt: string;
  readonly createdByName: string;
}

interface RolesQuery {
  /** Part of name or description. */
  readonly search: string | null;
  readonly origin: 'built_in' | 'custom' | null;
  readonly isWaiting: boolean | null;
  readonly isHeld: boolean | null;
  readonly now: Date;
}

/** Ids of roles as SQL; drizzle's columns lose their table in a subquery of the same one. */
const id = sql.raw('roles.id');

const waiting = sql`exists (select 1 from import_offers o where o.role_id = ${id})`;

/** Assignments in force of roles, with the people and teams that they are to. */
const assigned = (now: Date, ofRoles = sql`a.role_id = ${id}`): SQL => sql`from role_assignments a
  left join users u on u.id = a.user_id and u.deleted_at is null
  left join teams t on t.id = a.team_id and t.deleted_at is null
  left join projects p on p.id = a.project_id
  where ${ofRoles} and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)
    and p.deleted_at is null and (u.id is not null or t.id is not null)`;

function listed({ search, origin, isWaiting, isHeld, now }: RolesQuery): SQL | undefined {
  const pattern = search === null ? null : containing(search);
  const held = sql`exists (select 1 ${assigned(now)})`;
  return and(
    isNull(roles.deletedAt),
    notInArray(roles.origin, NAMELESS),
    pattern === null
      ? undefined
      : sql`(${roles.name} ilike ${pattern} or ${roles.description} ilike ${pattern})`,
    origin === null ? undefined : eq(roles.origin, origin),
    isWaiting === null ? undefined : isWaiting ? waiting : sql`not ${waiting}`,
    isHeld === null ? undefined : isHeld ? held : sql`not ${held}`,
  );
}

const place = sql`(case ${roles.origin} when 'built_in' then '0' else '1' end || ${roles.nameKey})`;

export type RoleSort = 'name' | 'created';

/** One more than `limit` rows of a page. */
export async function listRolePage(
  executor: Executor,
  query: RolesQuery & { sort: RoleSort; keyset: Keyset | null; limit: number },
): Promise<RoleListRow[]> {
  const first: SortColumn =
    query.sort === 'name' ? { column: place, type: 'text' } : { column: roles.createdAt, type: 'instant' };
  const page = keysetPage([first, { column: roles.id, type: 'id' }], query.sort === 'created', query.keyset);
  const rows = await executor.execute<
    Omit<RoleListRow, 'permissions' | 'people' | 'teams'> & Record<'permissions' | 'people' | 'teams', string>
  >(sql`
    with page as materialized (
    select ${roles.id}, ${roles.name}, ${place} as place, ${roles.description}, ${roles.origin},
      ${waiting} as "isWaiting",
      (${waiting} or exists (select 1 from id_aliases x where x.kind = 'role' and x.target_id = ${id})) as "isImported",
      (select count(*) from role_permissions rp where rp.role_id = ${id}) as permissions,
      to_char(${roles.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      ${roles.createdByName} as "createdByName", row_number() over (order by ${page.orderBy}) as at
    from ${roles} where ${and(listed(query), page.where)} order by ${page.orderBy} limit ${query.limit + 1}::int
    ), held as (
      select a.role_id, count(distinct u.id) as people, count(distinct t.id) as teams
      ${assigned(query.now, sql`a.role_id in (select id from page)`)} group by a.role_id
    )
    select page.id, page.name, page.place, page.description, page.origin, page."isWaiting", page."isImported",
      page.permissions, page."createdAt", page."createdByName", coalesce(h.people, 0) as people, coalesce(h.teams, 0) as teams
    from page left join held h on h.role_id = page.id order by page.at`);
  return rows.map(({ permissions, people, teams, ...row }) => ({
    ...row,
    permissions: Number(permissions),
    people: Number(people),
    teams: Number(teams),
  }));
}

/** How many a list holds, to one more than the cap. */
export async function countRolePage(executor: Executor, query: RolesQuery): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(
    sql`select count(*) as n from (select 1 from ${roles} where ${listed(query)} limit ${COUNT_CAP + 1}::int) counted`,
  );
  return Number(row?.n ?? 0);
}

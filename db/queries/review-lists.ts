import { type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';
import { dayIn, idsIn } from './review-parts';

/** `young`: given, or counted, for too short to be called unused. `kept`: unused, and somebody said that it stays. */
export type ReviewState = 'unused' | 'kept' | 'young' | 'used';

export interface ReviewFilter {
  readonly now: Date;
  /** Days in UTC: what was used then or later is used, and what was given or is counted since later is young. */
  readonly usedSince: string;
  readonly countedSince: string;
  /** Projects whose assignments the reader may see; all, the store's own included, when null. */
  readonly projectIds: readonly string[] | null;
  readonly id: string | null;
  readonly roleId: string | null;
  readonly userId: string | null;
  readonly teamId: string | null;
  /** `store`: those that hold everywhere. */
  readonly projectId: string | 'store' | null;
  /** Part of the name of the person, the team or the role. */
  readonly search: string | null;
  readonly state: ReviewState | null;
}

/** An assignment in force as a review shows it. Instants as ISO text, days as `2027-05-31`. */
export interface ReviewRow {
  readonly id: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly roleOrigin: 'built_in' | 'custom' | 'model' | 'request';
  readonly userId: string | null;
  readonly teamId: string | null;
  readonly projectId: string | null;
  readonly userName: string | null;
  readonly userKind: 'person' | 'service' | null;
  readonly teamName: string | null;
  readonly projectName: string | null;
  readonly createdAt: string;
  readonly createdByName: string;
  readonly expiresAt: string | null;
  readonly lastUsed: string | null;
  readonly keptAt: string | null;
  readonly keptByName: string | null;
  readonly keptUntil: string | null;
  readonly state: ReviewState;
}

export type ReviewSort = 'used' | 'given';

const SORTS: Readonly<Record<ReviewSort, Parameters<typeof keysetPage>[0]>> = {
  used: [
    { column: sql`s."usedKey"`, type: 'text' },
    { column: sql`s.created_at`, type: 'instant' },
    { column: sql`s.id`, type: 'id' },
  ],
  given: [
    { column: sql`s.created_at`, type: 'instant' },
    { column: sql`s.id`, type: 'id' },
  ],
};

const iso = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
function chosen(filter: ReviewFilter): SQL {
  const { projectIds, id, roleId, userId, teamId, projectId, search } = filter;
  const pattern = search === null ? null : containing(search);
  const conditions = [
    sql`(a.expires_at is null or a.expires_at > ${filter.now.toISOString()}::timestamptz)`,
    sql`u.deleted_at is null and t.deleted_at is null and p.deleted_at is null`,
    ...(projectIds === null ? [] : [sql`a.project_id in ${idsIn(projectIds)}`]),
    ...(id === null ? [] : [sql`a.id = ${id}::uuid`]),
    ...(roleId === null ? [] : [sql`a.role_id = ${roleId}::uuid`]),
    ...(userId === null ? [] : [sql`a.user_id = ${userId}::uuid`]),
    ...(teamId === null ? [] : [sql`a.team_id = ${teamId}::uuid`]),
    ...(projectId === null
      ? []
      : [projectId === 'store' ? sql`a.project_id is null` : sql`a.project_id = ${projectId}::uuid`]),
    ...(pattern === null
      ? []
      : [sql`(r.name ilike ${pattern} or u.name ilike ${pattern} or t.name ilike ${pattern})`]),
  ];
  return sql.join(conditions, sql` and `);
}

/** The assignments meant, each with the last day on which a holder used it and what that makes of it. */
function reviewed(filter: ReviewFilter): SQL {
  const { now, usedSince, countedSince, state } = filter;
  return sql`
    held as materialized (
      select a.id, a.role_id, a.user_id, a.team_id, a.project_id, a.created_at, a.created_by_name, a.expires_at,
        ${dayIn(sql`a.created_at`)} as since, r.name as role_name, r.origin as role_origin, u.name as user_name, u.kind as user_kind, t.name as team_name,
        p.name as project_name, k.kept_at, k.kept_by_name, k.kept_until, l.day
      from role_assignments a
      join roles r on r.id = a.role_id and r.deleted_at is null and r.origin <> 'model'
      left join users u on u.id = a.user_id
      left join teams t on t.id = a.team_id
      left join projects p on p.id = a.project_id
      left join kept_assignments k on k.assignment_id = a.id
      left join assignment_uses l on l.assignment_id = a.id
      where ${chosen(filter)}
    ), states as materialized (
      select h.*, coalesce(to_char(h.day, 'YYYY-MM-DD'), '') as "usedKey",
        case
          when h.day >= ${usedSince}::date then 'used'
          when h.since > ${usedSince}::date or ${countedSince}::date > ${usedSince}::date then 'young'
          when h.kept_until > ${now.toISOString()}::timestamptz then 'kept'
          else 'unused'
        end as state
      from held h
    ), meant as materialized (
      select * from states where ${state === null ? sql`true` : sql`state = ${state}`}
    )`;
}

const shown = sql`
  s.id, s.role_id as "roleId", s.role_name as "roleName", s.role_origin as "roleOrigin", s.user_id as "userId",
  s.team_id as "teamId", s.project_id as "projectId", s.user_name as "userName", s.user_kind as "userKind", s.team_name as "teamName",
  s.project_name as "projectName", ${iso(sql`s.created_at`)} as "createdAt", s.created_by_name as "createdByName",
  ${iso(sql`s.expires_at`)} as "expiresAt", to_char(s.day, 'YYYY-MM-DD') as "lastUsed",
  ${iso(sql`s.kept_at`)} as "keptAt", s.kept_by_name as "keptByName", ${iso(sql`s.kept_until`)} as "keptUntil", s.state`;

/** One more than `limit` rows of a page, and how many there are in all; what was not used for longest first, or the oldest. */
export async function reviewRows(
  executor: Executor,
  filter: ReviewFilter,
  page: { readonly sort: ReviewSort; readonly keyset: Keyset | null; readonly limit: number },
): Promise<{ readonly rows: ReviewRow[]; readonly count: number }> {
  const { where, orderBy } = keysetPage(SORTS[page.sort], false, page.keyset);
  const found = await executor.execute<ReviewRow & { total: number } & Record<string, unknown>>(sql`
    with ${reviewed(filter)}
    select c.total, q.* from (select count(*)::int as total from meant) c
    left join lateral (
      select ${shown}, row_number() over (order by ${orderBy}) as place from meant s
      where ${where} order by ${orderBy} limit ${page.limit + 1}
    ) q on true
    order by q.place`);
  const rows = found.filter(({ id }) => id !== null);
  return { rows, count: Math.min(found[0]?.total ?? 0, COUNT_CAP + 1) };
}

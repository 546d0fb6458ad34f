import { type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { reachingAssignments } from './scope';

/** One way by which a role reaches a person. */
export interface RoleHolderRow {
  readonly userId: string;
  readonly userName: string;
  readonly isActive: boolean;
  /** Null: assigned directly. */
  readonly teamName: string | null;
  /** Null: everywhere. */
  readonly projectId: string | null;
  /** ISO text, or null for no end. */
  readonly expiresAt: string | null;
}

const iso = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const lasts = (now: Date): SQL =>
  sql`(a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)`;
const uuids = (ids: readonly string[]): SQL =>
  sql`(select x::uuid from json_array_elements_text(${JSON.stringify(ids)}::json) x)`;

/** The ways in force by which a role reaches people, those switched off included. */
const holding = (roleId: string, now: Date): SQL => sql`
  from role_assignments a
  left join teams t on t.id = a.team_id and t.deleted_at is null
  left join team_memberships m on m.team_id = t.id
  join users u on u.id = coalesce(a.user_id, m.user_id) and u.deleted_at is null
  left join projects p on p.id = a.project_id
  where a.role_id = ${roleId}::uuid and ${lasts(now)} and p.deleted_at is null`;

/** Whom a role reaches, and how: of the first `limit` people by name. */
export async function holdersOfRole(
  executor: Executor,
  { roleId, now, limit }: { roleId: string; now: Date; limit: number },
): Promise<RoleHolderRow[]> {
  return executor.execute<RoleHolderRow & Record<string, unknown>>(sql`
    with held as materialized (
      select u.id, u.name, u.name_key, u.is_active, t.name as team, a.project_id, a.expires_at, a.id as assignment
      ${holding(roleId, now)}
    )
    select h.id as "userId", h.name as "userName", h.is_active as "isActive", h.team as "teamName",
      h.project_id as "projectId", ${iso(sql`h.expires_at`)} as "expiresAt"
    from held h
    where h.id in (select f.id from (select distinct id, name_key from held order by name_key limit ${limit}) f)
    order by h.name_key, h.assignment`);
}

/** How many people a role reaches. */
export async function countHoldersOfRole(executor: Executor, roleId: string, now: Date): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(
    sql`select count(distinct u.id) as n ${holding(roleId, now)}`,
  );
  return Number(row?.n ?? 0);
}

/** An assignment that reaches somebody, by its role. */
export interface HeldRow {
  readonly userId: string;
  readonly roleId: string;
  readonly projectId: string | null;
}

/** What reaches active people, without what came to them with models. */
export async function heldByPeople(
  executor: Executor,
  userIds: readonly string[],
  now: Date,
): Promise<HeldRow[]> {
  if (userIds.length === 0) return [];
  return executor.execute<HeldRow & Record<string, unknown>>(sql`
    select u.id as "userId", a.role_id as "roleId", a.project_id as "projectId"
    from users u cross join lateral ${reachingAssignments(sql`u.id`, now, { ofModels: false })} a
    where u.id in ${uuids(userIds)}
    order by u.id, a.role_id, a.project_id`);
}

/** Models that came to somebody by their making, in one project. */
export interface MadeModelsRow {
  readonly userId: string;
  readonly projectId: string;
  readonly count: number;
  /** One of them, and those among `modelIds`. */
  readonly ids: readonly string[];
}

/** The models of each project that active people hold because they made them. */
export async function madeByPeople(
  executor: Executor,
  { userIds, modelIds, now }: { userIds: readonly string[]; modelIds: readonly string[]; now: Date },
): Promise<MadeModelsRow[]> {
  if (userIds.length === 0) return [];
  const rows = await executor.execute<{
    userId: string;
    projectId: string;
    count: string;
    one: string;
    named: string[];
  }>(sql`
    select a.user_id as "userId", mo.project_id as "projectId", count(*) as count, min(mo.id::text) as one,
      coalesce(json_agg(mo.id) filter (where mo.id in ${uuids(modelIds)}), '[]'::json) as named
    from role_assignments a
    join users u on u.id = a.user_id and u.is_active and u.deleted_at is null
    join roles r on r.id = a.role_id and r.deleted_at is null
    join models mo on mo.id = r.model_id and mo.deleted_at is null
    join projects p on p.id = mo.project_id and p.deleted_at is null
    where a.is_of_model and a.user_id in ${uuids(userIds)} and ${lasts(now)}
      and (a.project_id is null or a.project_id = mo.project_id)
    group by a.user_id, mo.project_id`);
  return rows.map(({ userId, projectId, count, one, named }) => ({
    userId,
    projectId,
    count: Number(count),
    ids: [...new Set([one, ...named])],
  }));
}

/** A token that opens something, as what its owner holds changes. */
export interface OwnedTokenRow {
  readonly userId: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly projectId: string | null;
}

/** Living tokens of active people, by name. */
export async function livingTokensOf(
  executor: Executor,
  userIds: readonly string[],
  now: Date,
): Promise<OwnedTokenRow[]> {
  if (userIds.length === 0) return [];
  return executor.execute<OwnedTokenRow & Record<string, unknown>>(sql`
    select k.user_id as "userId", k.name, k.read_only as "readOnly", k.project_id as "projectId"
    from tokens k
    join users u on u.id = k.user_id and u.is_active and u.deleted_at is null
    left join projects p on p.id = k.project_id
    where k.user_id in ${uuids(userIds)} and k.revoked_at is null and k.expires_at > ${now.toISOString()}::timestamptz
      and p.deleted_at is null
    order by k.name collate "C", k.id`);
}

/** Where a role is assigned in force, and to how many people and teams that are there. */
export async function placesOfRole(
  executor: Executor,
  roleId: string,
  now: Date,
): Promise<{ everywhere: boolean; onProjects: boolean; people: number; teams: number }> {
  const [row] = await executor.execute<{
    everywhere: boolean | null;
    onProjects: boolean | null;
    people: string;
    teams: string;
  }>(sql`
    select bool_or(a.project_id is null) as everywhere, bool_or(a.project_id is not null) as "onProjects",
      count(distinct u.id) as people, count(distinct t.id) as teams
    from role_assignments a
    left join users u on u.id = a.user_id and u.deleted_at is null
    left join teams t on t.id = a.team_id and t.deleted_at is null
    left join projects p on p.id = a.project_id
    where a.role_id = ${roleId}::uuid and ${lasts(now)} and p.deleted_at is null
      and (u.id is not null or t.id is not null)`);
  return {
    everywhere: row?.everywhere ?? false,
    onProjects: row?.onProjects ?? false,
    people: Number(row?.people ?? 0),
    teams: Number(row?.teams ?? 0),
  };
}

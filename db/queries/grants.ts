import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { reachingAssignments } from './scope';

/** One assignment that reaches a user, with the path it takes and what its role permits. */
export interface GrantRow {
  readonly assignmentId: string;
  readonly projectId: string | null;
  readonly roleId: string;
  readonly roleName: string;
  readonly teamId: string | null;
  readonly teamName: string | null;
  /** `operation:type` words of the role that hold for every resource. */
  readonly permissions: readonly string[];
}

/** Assignments in force for an active user, direct and through teams. Resource-bound permissions are not in here. */
export async function grantsOf(executor: Executor, userId: string, now: Date): Promise<GrantRow[]> {
  return executor.execute<GrantRow & Record<string, unknown>>(grantsOfUser(sql`${userId}::uuid`, now));
}

/** The same as a column of a query whose rows have the user's row id in `user`: a door asks who it is and what they hold at once. */
export const grantsColumn = (user: SQLWrapper, now: Date): SQL<GrantRow[]> =>
  sql<GrantRow[]>`coalesce((select json_agg(g) from (${grantsOfUser(sql`${user}`, now)}) g), '[]'::json)`;

const grantsOfUser = (user: SQL, now: Date): SQL => sql`
  select a.id as "assignmentId", a.project_id as "projectId", r.id as "roleId", r.name as "roleName",
    t.id as "teamId", t.name as "teamName",
    coalesce((select json_agg(p.operation || ':' || p.type) from role_permissions p
      where p.role_id = r.id and p.resource_id is null), '[]'::json) as permissions
  from ${reachingAssignments(user, now, { ofModels: false })} a
  join roles r on r.id = a.role_id and r.origin <> 'model'
  left join teams t on t.id = a.team_id
  order by a.id`;

/** A type on one resource: a model's in its project, any other's in the store (`projectId` null). */
interface ResourceNeed {
  readonly userId: string;
  readonly operation: string;
  readonly type: string;
  readonly resourceId: string;
  readonly projectId: string | null;
}

/** Whether a role that reaches the user permits `type` on `operation` for this one resource. */
export async function hasResourceGrant(executor: Executor, need: ResourceNeed, now: Date): Promise<boolean> {
  const rows = await executor.execute(sql`
    select 1 from ${reachingAssignments(need.userId, now, { roles: rolesPermitting(need) })} a
    where a.project_id is null or a.project_id = ${need.projectId}::uuid
    limit 1`);
  return rows.length > 0;
}

/** Whether the user holds anything on a single model of this project; who does can see that the project is there. */
export async function holdsOnModelIn(
  executor: Executor,
  userId: string,
  projectId: string,
  now: Date,
): Promise<boolean> {
  const rows = await executor.execute(sql`
    select 1 from ${reachingAssignments(userId, now)} a
    join role_permissions p on p.role_id = a.role_id and p.resource_id is not null
    join models m on m.id = p.resource_id and m.project_id = ${projectId}::uuid and m.deleted_at is null
    where a.project_id is null or a.project_id = m.project_id
    limit 1`);
  return rows.length > 0;
}

/** Row ids of the living projects in which {@link holdsOnModelIn} says yes. */
export async function projectsOfHeldModels(executor: Executor, userId: string, now: Date): Promise<string[]> {
  const rows = await executor.execute<{ id: string }>(sql`
    select distinct m.project_id as id from ${reachingAssignments(userId, now)} a
    join role_permissions p on p.role_id = a.role_id and p.resource_id is not null
    join models m on m.id = p.resource_id and m.deleted_at is null
    where a.project_id is null or a.project_id = m.project_id`);
  return rows.map((row) => row.id);
}

/**
 * Names of active people who hold the role `admin` everywhere or, when one is given, on this project; directly or
 * through a team; at most `limit`.
 */
export async function administratorNames(
  executor: Executor,
  now: Date,
  limit: number,
  projectId: string | null = null,
): Promise<string[]> {
  const rows = await executor.execute<{ name: string }>(sql`
    select distinct u.name from role_assignments a
    join roles r on r.id = a.role_id and r.origin = 'built_in' and r.name = 'admin'
    left join teams t on t.id = a.team_id and t.deleted_at is null
    left join team_memberships m on m.team_id = t.id
    join users u on u.id = coalesce(a.user_id, m.user_id) and u.is_active and u.deleted_at is null
      and u.kind = 'person'
    where (a.project_id is null or a.project_id = ${projectId}::uuid)
      and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)
    order by u.name limit ${limit}`);
  return rows.map((row) => row.name);
}

/** The assignments whose role permits `type` on `operation` for this one resource, with the path they take. */
export async function resourceGrantsOf(
  executor: Executor,
  need: ResourceNeed,
  now: Date,
): Promise<Omit<GrantRow, 'permissions'>[]> {
  return executor.execute<Omit<GrantRow, 'permissions'> & Record<string, unknown>>(sql`
    select a.id as "assignmentId", a.project_id as "projectId", r.id as "roleId", r.name as "roleName",
      t.id as "teamId", t.name as "teamName"
    from ${reachingAssignments(need.userId, now, { roles: rolesPermitting(need) })} a
    join roles r on r.id = a.role_id
    left join teams t on t.id = a.team_id
    where a.project_id is null or a.project_id = ${need.projectId}::uuid
    order by a.id`);
}

/** Roles that permit a type on an operation for one resource by name. */
function rolesPermitting(need: { operation: string; type: string; resourceId: string }): SQL {
  return sql`select p.role_id from role_permissions p where p.resource_id = ${need.resourceId}::uuid
    and p.operation = ${need.operation} and p.type = ${need.type}`;
}

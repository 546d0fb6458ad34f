import { type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import type { OPERATIONS, PERMISSION_TYPES } from '../schema';
import { namedResource } from './resources';
import { reachingAssignments } from './scope';

/**
 * One word of a role. `resourceId` names one model, user, role, catalog or list, as the operation says;
 * `resourceProjectId` is the project of such a model. What is gone is not there, and gives nothing.
 */
export interface PermissionRow {
  readonly operation: (typeof OPERATIONS)[number];
  readonly type: (typeof PERMISSION_TYPES)[number];
  readonly resourceId: string | null;
  readonly resourceProjectId: string | null;
  readonly resourceIsThere: boolean;
}

/** An assignment as it reaches whoever holds it, resource-bound words included. */
export interface ReachRow {
  readonly assignmentId: string;
  readonly roleId: string;
  readonly projectId: string | null;
  readonly until: Date | null;
  readonly permissions: readonly PermissionRow[];
}

/** Everything that reaches an active person: direct, through teams, and with models they made. */
export function reachOfUser(executor: Executor, userId: string, now: Date): Promise<ReachRow[]> {
  return reach(executor, sql`a.id in (select x.id from ${reachingAssignments(userId, now)} x)`, now);
}

/** What an account holds or would hold once it is switched on: what whoever opens it comes to. */
export function reachOfAccount(executor: Executor, userId: string, now: Date): Promise<ReachRow[]> {
  const reaching = reachingAssignments(userId, now, { dormant: true });
  return reach(executor, sql`a.id in (select x.id from ${reaching} x)`, now);
}

/** Everything that a team brings to its members. */
export function reachOfTeam(executor: Executor, teamId: string, now: Date): Promise<ReachRow[]> {
  return reach(executor, sql`a.team_id = ${teamId}::uuid`, now);
}

/** Where a role is assigned. */
export function reachOfRole(executor: Executor, roleId: string, now: Date): Promise<ReachRow[]> {
  return reach(executor, sql`a.role_id = ${roleId}::uuid`, now);
}

async function reach(executor: Executor, which: SQL, now: Date): Promise<ReachRow[]> {
  const rows = await executor.execute<
    Omit<ReachRow, 'until'> & { until: string | null } & Record<string, unknown>
  >(sql`
    select a.id as "assignmentId", a.role_id as "roleId", a.project_id as "projectId", a.expires_at as until,
      ${permissionsJson(sql`a.role_id`)} as permissions
    from role_assignments a
    join roles r on r.id = a.role_id and r.deleted_at is null
    left join projects pr on pr.id = a.project_id
    where ${which} and pr.deleted_at is null
      and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)
    order by a.id`);
  return rows.map((row) => ({ ...row, until: row.until === null ? null : new Date(row.until) }));
}

/** The words of one role. */
export async function permissionsOfRole(executor: Executor, roleId: string): Promise<PermissionRow[]> {
  const [row] = await executor.execute<{ permissions: PermissionRow[] }>(
    sql`select ${permissionsJson(sql`${roleId}::uuid`)} as permissions`,
  );
  return row?.permissions ?? [];
}

/** The words of several roles, by the roles' row ids; those that are deleted are left out. */
export async function wordsOfRoles(
  executor: Executor,
  roleIds: readonly string[],
): Promise<Map<string, PermissionRow[]>> {
  if (roleIds.length === 0) return new Map();
  const rows = await executor.execute<{ id: string; permissions: PermissionRow[] }>(sql`
    select r.id, ${permissionsJson(sql`r.id`)} as permissions from roles r
    where r.deleted_at is null
      and r.id in (select x::uuid from json_array_elements_text(${JSON.stringify(roleIds)}::json) x)`);
  return new Map(rows.map(({ id, permissions }) => [id, permissions]));
}

/** Whether a role reaches a person, directly or through a team, in force or not yet expired. */
export async function holdsRole(executor: Executor, userId: string, roleId: string): Promise<boolean> {
  const rows = await executor.execute(sql`
    select 1 from role_assignments a where a.role_id = ${roleId}::uuid and (a.user_id = ${userId}::uuid
      or a.team_id in (select m.team_id from team_memberships m where m.user_id = ${userId}::uuid)) limit 1`);
  return rows.length > 0;
}

function permissionsJson(roleId: SQL): SQL {
  return sql`coalesce((select json_agg(json_build_object('operation', p.operation, 'type', p.type,
      'resourceId', p.resource_id, 'resourceProjectId', pm.project_id,
      'resourceIsThere', ${namedResource.isThere})
      order by p.operation, p.type, p.resource_id)
    from role_permissions p ${namedResource.joins}
    where p.role_id = ${roleId}), '[]'::json)`;
}

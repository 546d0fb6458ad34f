import { sql } from 'drizzle-orm';
import type { Executor } from '../client';

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
  return executor.execute<GrantRow & Record<string, unknown>>(sql`
    select a.id as "assignmentId", a.project_id as "projectId", r.id as "roleId", r.name as "roleName",
      t.id as "teamId", t.name as "teamName",
      coalesce((select json_agg(p.operation || ':' || p.type) from role_permissions p
        where p.role_id = r.id and p.resource_id is null), '[]'::json) as permissions
    from users u
    join role_assignments a on a.user_id = u.id
      or a.team_id in (select m.team_id from team_memberships m where m.user_id = u.id)
    join roles r on r.id = a.role_id and r.deleted_at is null and r.origin <> 'model'
    left join teams t on t.id = a.team_id
    left join projects pr on pr.id = a.project_id
    where u.id = ${userId} and u.is_active and u.deleted_at is null
      and (a.team_id is null or t.deleted_at is null)
      and (a.project_id is null or pr.deleted_at is null)
      and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)
    order by a.id`);
}

/** Whether a role that reaches the user permits `type` on `operation` for this one resource. */
export async function hasResourceGrant(
  executor: Executor,
  need: { userId: string; operation: string; type: string; resourceId: string; projectId: string },
  now: Date,
): Promise<boolean> {
  const rows = await executor.execute(sql`
    select 1 from role_permissions p
    join roles r on r.id = p.role_id and r.deleted_at is null
    join role_assignments a on a.role_id = r.id
    join users u on u.id = ${need.userId} and u.is_active and u.deleted_at is null
    left join teams t on t.id = a.team_id
    where p.resource_id = ${need.resourceId} and p.operation = ${need.operation} and p.type = ${need.type}
      and (a.user_id = u.id
        or (t.deleted_at is null and exists (select 1 from team_memberships m
          where m.team_id = a.team_id and m.user_id = u.id)))
      and (a.project_id is null or a.project_id = ${need.projectId})
      and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)
    limit 1`);
  return rows.length > 0;
}

/** Names of active people who hold the global role `admin`, directly or through a team; at most `limit`. */
export async function administratorNames(executor: Executor, now: Date, limit: number): Promise<string[]> {
  const rows = await executor.execute<{ name: string }>(sql`
    select distinct u.name from users u
    join role_assignments a on a.project_id is null and (a.user_id = u.id
      or a.team_id in (select m.team_id from team_memberships m join teams t on t.id = m.team_id
        where m.user_id = u.id and t.deleted_at is null))
    join roles r on r.id = a.role_id and r.origin = 'built_in' and r.name = 'admin'
    where u.is_active and u.deleted_at is null
      and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)
    order by u.name limit ${limit}`);
  return rows.map((row) => row.name);
}

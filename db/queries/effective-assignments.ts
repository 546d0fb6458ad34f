import { sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { type OwnScope, reachingAssignments, withinOwnScope } from './scope';

/** One assignment that reaches a person, with the names of its ends. `teamName` null: assigned directly. */
export interface ReachingRow {
  readonly id: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly roleOrigin: string;
  readonly teamName: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  /** ISO text, or null for no end. */
  readonly expiresAt: string | null;
}

/**
 * Assignments in force that reach a person, direct and through teams; with a project only those that apply there.
 * Those that models came with are left out. Of somebody switched off too: it says what they would hold. `of`: a person
 * of whom the reader may see all of it, or the reader as far as their credential goes.
 */
export async function reachingRows(
  executor: Executor,
  { of, now, projectId }: { of: OwnScope; now: Date; projectId: string | null },
): Promise<ReachingRow[]> {
  const here =
    projectId === null ? sql`true` : sql`(a.project_id is null or a.project_id = ${projectId}::uuid)`;
  return executor.execute<ReachingRow & Record<string, unknown>>(sql`
    select a.id, r.id as "roleId", r.name as "roleName", r.origin as "roleOrigin", t.name as "teamName",
      a.project_id as "projectId", p.name as "projectName",
      to_char(ra.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt"
    from ${reachingAssignments(of.userId, now, { ofModels: false, dormant: true })} a
    join role_assignments ra on ra.id = a.id
    join roles r on r.id = a.role_id and r.origin <> 'model'
    left join teams t on t.id = a.team_id
    left join projects p on p.id = a.project_id
    where ${here} and ${withinOwnScope(of, sql`a.project_id`)}
    order by r.name collate "C", p.name collate "C" nulls first, t.name collate "C" nulls first, a.id`);
}

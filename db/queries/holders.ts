import { type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { type OwnScope, reachingAssignments, reachingEverybody } from './scope';

/** What is held: a type on an operation, in the store or a project, on everything there or on one thing too. */
export interface HeldNeed {
  readonly operation: string;
  readonly type: string;
  readonly projectId: string | null;
  readonly resourceId: string | null;
  /** Whether an assignment on that project brings the word there, as `permitting` of lib/permissions/decide has it. */
  readonly countsOnProject: boolean;
  /** Whether any word of a role that is assigned on a project brings it: the project itself, reading the store. */
  readonly comesWithAny: boolean;
}

/** A way by which something is held, with the names of its ends. `teamName` null: assigned directly. */
export interface HolderRow {
  readonly userId: string;
  readonly userName: string;
  readonly userKind: 'person' | 'service';
  readonly assignmentId: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly roleOrigin: string;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  /** ISO text, or null for no end. */
  readonly expiresAt: string | null;
}

/** Whom the asker may be told of: everybody, or who is in a team or has a role on a project with them. */
export type SeenPeople = 'all' | { readonly of: OwnScope };

/**
 * People who hold something, by name, with each way, of the first `limit` people whom the asker may see. Says the same as
 * `permitting` and the grants by name, for everybody at once.
 */
export async function holdersOf(
  executor: Executor,
  need: HeldNeed,
  { seen, now, limit }: { seen: SeenPeople; now: Date; limit: number },
): Promise<HolderRow[]> {
  return executor.execute<HolderRow & Record<string, unknown>>(sql`
    with h as materialized (${holding(need, now)}),
    shown as (select distinct h.user_id, h.name_key from h where ${visible(seen, now)}
      order by h.name_key, h.user_id limit ${limit}::int)
    select h.user_id as "userId", h.user_name as "userName", h.user_kind as "userKind", h.id as "assignmentId", r.id as "roleId",
      r.name as "roleName", r.origin as "roleOrigin", t.id as "teamId", t.name as "teamName", p.id as "projectId",
      p.name as "projectName",
      to_char(h.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt"
    from h join shown s on s.user_id = h.user_id
    join roles r on r.id = h.role_id
    left join teams t on t.id = h.team_id
    left join projects p on p.id = h.project_id
    order by h.name_key, h.user_id, r.name collate "C", t.name collate "C" nulls first, h.id`);
}

/** How many people hold something, and how many of them the asker may see. */
export async function countHolders(
  executor: Executor,
  need: HeldNeed,
  { seen, now }: { seen: SeenPeople; now: Date },
): Promise<{ people: number; seen: number }> {
  const [row] = await executor.execute<{ people: string; seen: string }>(sql`
    with h as materialized (${holding(need, now)})
    select count(distinct h.user_id) as people, count(distinct h.user_id) filter (where ${visible(seen, now)}) as seen
    from h`);
  return { people: Number(row?.people ?? 0), seen: Number(row?.seen ?? 0) };
}

const visible = (seen: SeenPeople, now: Date): SQL =>
  seen === 'all' ? sql`true` : sql`h.user_id in (${seenPeople(seen.of, now)})`;

/**
 * Names of active people who hold the role `admin` everywhere or, when one is given, on this project; directly or
 * through a team; of those whom the asker may be told of, and other than `but`; at most `limit`.
 */
export async function administratorNames(
  executor: Executor,
  asked: {
    readonly projectId: string | null;
    readonly seen: SeenPeople;
    readonly but: string | null;
    readonly now: Date;
    readonly limit: number;
  },
): Promise<string[]> {
  const { projectId, seen, but, now, limit } = asked;
  const rows = await executor.execute<{ name: string }>(sql`
    select distinct u.name from ${reachingEverybody(now, { ofModels: false })} a
    join roles r on r.id = a.role_id and r.origin = 'built_in' and r.name = 'admin'
    join users u on u.id = a.user_id and u.kind = 'person'
    where (a.project_id is null or a.project_id = ${projectId}::uuid)
      and u.id is distinct from ${but}::uuid
      and ${seen === 'all' ? sql`true` : sql`u.id in (${seenPeople(seen.of, now)})`}
    order by u.name limit ${limit}`);
  return rows.map((row) => row.name);
}

/** Row ids of the people among these whom the asker may be told of. */
export async function seenAmong(
  executor: Executor,
  of: OwnScope,
  now: Date,
  userIds: readonly string[],
): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await executor.execute<{ id: string }>(sql`
    select u.id from users u where u.id in (${ids(userIds)}) and u.id in (${seenPeople(of, now)})`);
  return new Set(rows.map(({ id }) => id));
}

/** Row ids of everybody to whom a role comes, directly or through a living team; active people alone, by name. */
export async function reachedByRole(executor: Executor, roleId: string): Promise<string[]> {
  const rows = await executor.execute<{ id: string }>(sql`
    select u.id from users u where u.is_active and u.deleted_at is null and exists (
      select 1 from role_assignments a where a.role_id = ${roleId}::uuid and (a.user_id = u.id or a.team_id in (
        select m.team_id from team_memberships m join teams t on t.id = m.team_id and t.deleted_at is null
        where m.user_id = u.id)))
    order by u.name_key`);
  return rows.map(({ id }) => id);
}

const ids = (all: readonly string[]): SQL =>
  sql.join(
    all.map((id) => sql`${id}::uuid`),
    sql`, `,
  );

/** Assignments in force that bring what is needed, once for each active person whom they reach. */
function holding(need: HeldNeed, now: Date): SQL {
  const { operation, type, projectId, resourceId, countsOnProject, comesWithAny } = need;
  const word = sql`a.role_id in (select p.role_id from role_permissions p
    where p.operation = ${operation} and p.type = ${type} and p.resource_id is null)`;
  const named =
    resourceId === null
      ? sql`false`
      : sql`a.role_id in (select p.role_id from role_permissions p
          where p.operation = ${operation} and p.type = ${type} and p.resource_id = ${resourceId}::uuid)`;
  const anyWord = sql`a.role_id in (select p.role_id from role_permissions p where p.resource_id is null)`;
  const here = projectId === null ? sql`false` : sql`a.project_id = ${projectId}::uuid`;
  // On a project any word reads the store from there, and shows that project.
  const onProject = comesWithAny
    ? sql`(${projectId === null ? sql`a.project_id is not null` : here} and ${anyWord})`
    : countsOnProject
      ? sql`(${here} and ${word})`
      : sql`false`;
  // Who holds a single model of a project sees the project.
  const byModel =
    operation === 'project' && type === 'read' && projectId !== null
      ? sql`((a.project_id is null or ${here}) and a.role_id in (select p.role_id from role_permissions p
          join models m on m.id = p.resource_id and m.project_id = ${projectId}::uuid and m.deleted_at is null))`
      : sql`false`;
  return sql`select a.id, a.role_id, a.team_id, a.project_id, a.expires_at, u.id as user_id, u.name as user_name,
      u.kind as user_kind, u.name_key
    from ${reachingEverybody(now)} a join users u on u.id = a.user_id
    where (a.project_id is null and (${word} or ${named})) or ${onProject} or (${here} and ${named}) or ${byModel}`;
}

/** Oneself, who is in a team with one, and who has a role on a project where one has one; to have made a model is none. */
function seenPeople({ userId, onlyProjectId }: OwnScope, now: Date): SQL {
  const only = onlyProjectId === null ? sql`true` : sql`a.project_id = ${onlyProjectId}::uuid`;
  const mine = sql`select a.project_id from ${reachingAssignments(userId, now, { ofModels: false })} a
    where a.project_id is not null and ${only}`;
  const teamMates =
    onlyProjectId === null
      ? sql`select om.user_id from team_memberships om join teams ot on ot.id = om.team_id and ot.deleted_at is null
          where om.team_id in (select tm.team_id from team_memberships tm where tm.user_id = ${userId}::uuid)`
      : sql`select ${userId}::uuid`;
  return sql`select ${userId}::uuid union ${teamMates}
    union select pa.user_id from ${reachingEverybody(now, { ofModels: false, dormant: true })} pa
      where pa.project_id in (${mine})`;
}

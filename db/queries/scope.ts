import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Executor } from '../client';

/**
 * Rows on which somebody holds a permission, mostly that to read: everything, or those of some projects and those of
 * models granted one by one. Made by lib/access/authorize and by nothing else.
 */
export type Scope =
  | { readonly all: true }
  | {
      readonly all: false;
      readonly projectIds: readonly string[];
      /** Resource-bound grants of this person count too, for this operation and type, at this instant. */
      readonly granted: Grantee | Shared | null;
    };

/** The part of a scope that is not everything, of one person. */
export interface PartScope {
  readonly projectIds: readonly string[];
  readonly granted: Grantee | null;
}

/** What is in two scopes, besides the projects that both name: there by a grant on the model in at least one of them. */
interface Shared {
  readonly both: readonly [PartScope, PartScope];
}

interface Grantee {
  readonly userId: string;
  readonly operation: string;
  readonly type: string;
  readonly now: Date;
  /** A token's project: grants on models elsewhere do not count. */
  readonly onlyProjectId: string | null;
}

/**
 * The predicate of a scope, to stand in the `where` of every list, search, count and export.
 * `modelIdColumn` is what resource-bound permissions name: `models.id`, `artifacts.model_id`; null for rows that
 * belong to no model (runs).
 */
export function scopeCondition(
  scope: Scope,
  projectIdColumn: SQLWrapper,
  modelIdColumn: SQLWrapper | null,
): SQL {
  if (scope.all) return sql`true`;
  const inProjects =
    scope.projectIds.length === 0
      ? sql`false`
      : sql`${projectIdColumn} in (${sql.join(
          scope.projectIds.map((id) => sql`${id}::uuid`),
          sql`, `,
        )})`;
  if (modelIdColumn === null || scope.granted === null) return inProjects;
  return sql`(${inProjects} or ${modelIdColumn} in (${grantedModels(scope.granted)}))`;
}

/** Row ids of models that grants name, in both of two scopes where it is about two. Not correlated: hashed once. */
function grantedModels(granted: Grantee | Shared): SQL {
  if (!('both' in granted)) return modelsNamed(granted);
  // The names first: they are few, and the projects of both may hold a million models.
  const named = granted.both.flatMap(({ granted: by }) => (by === null ? [] : [modelsNamed(by)]));
  const conditions = granted.both.map((part) =>
    scopeCondition({ all: false, ...part }, sql`bm.project_id`, sql`bm.id`),
  );
  return sql`select bm.id from models bm
    where bm.id in (${sql.join(named, sql` union all `)}) and ${sql.join(conditions, sql` and `)}`;
}

/** Row ids of models on which a role that reaches the person permits the operation by name. */
function modelsNamed({ userId, operation, type, now, onlyProjectId }: Grantee): SQL {
  const here = onlyProjectId === null ? sql`` : sql` and gm.project_id = ${onlyProjectId}::uuid`;
  return sql`select gm.id from ${reachingAssignments(userId, now)} ga
    join role_permissions gp on gp.role_id = ga.role_id and gp.operation = ${operation} and gp.type = ${type}
    join models gm on gm.id = gp.resource_id and (ga.project_id is null or ga.project_id = gm.project_id)${here}`;
}

/**
 * The models of one project in a scope: all of them, or a query of the row ids granted one by one, or none (null). For
 * queries that look at models in several places: they put it into a materialized CTE, because inside the joins of a
 * subquery that is run for each row, the embedded database took minutes over it.
 */
export function modelsIn(scope: Scope, projectId: string): 'all' | SQL | null {
  if (scope.all || scope.projectIds.includes(projectId)) return 'all';
  return scope.granted === null ? null : grantedModels(scope.granted);
}

/**
 * Things of the store that a reader may see: all of a kind, or those that permissions name one by one. Minted by
 * `storeScope` of lib/access/authorize and by nothing else.
 */
export type StoreScope = { readonly all: true } | { readonly all: false; readonly ids: readonly string[] };

/** The predicate of a {@link StoreScope} over the column of what permissions name: `users.id`, `catalogs.id`. */
export function storeScopeCondition(scope: StoreScope, idColumn: SQLWrapper): SQL {
  if (scope.all) return sql`true`;
  if (scope.ids.length === 0) return sql`false`;
  return sql`${idColumn} in (select named::uuid from json_array_elements_text(${JSON.stringify(scope.ids)}::json) named)`;
}

/** Ids that permissions of somebody name for a type on an operation of the store. */
export async function idsNamed(
  executor: Executor,
  { userId, operation, type, now }: Omit<Grantee, 'onlyProjectId'>,
): Promise<string[]> {
  const rows = await executor.execute<{ id: string }>(sql`
    select distinct gp.resource_id as id from ${reachingAssignments(userId, now, { ofModels: false })} ga
    join role_permissions gp on gp.role_id = ga.role_id and gp.operation = ${operation} and gp.type = ${type}
      and gp.resource_id is not null
    where ga.project_id is null`);
  return rows.map(({ id }) => id);
}

/**
 * What is somebody's own and theirs to read without a permission; through a token of one project only what lies there or
 * in no project. Made by `ownScope` of lib/access/authorize and by nothing else.
 */
export interface OwnScope {
  readonly userId: string;
  readonly onlyProjectId: string | null;
}

/** The predicate of an {@link OwnScope} beside "it is theirs", over the column of the project that a row lies in. */
export function withinOwnScope({ onlyProjectId }: OwnScope, projectIdColumn: SQLWrapper): SQL {
  return onlyProjectId === null
    ? sql`true`
    : sql`(${projectIdColumn} is null or ${projectIdColumn} = ${onlyProjectId}::uuid)`;
}

/**
 * The one place that says which assignments reach a person: direct and through living teams, of living roles, on
 * living projects, not expired, of an active person (`dormant`: also of one switched off). Columns: id, role_id,
 * team_id, project_id. `ofModels` false leaves out the roles that models came with, of which a busy creator has
 * thousands; `roles` looks only at those that it selects. Two arms, each on its own index: one join with `or` read every
 * assignment of the store (grants of somebody with 10,000 models among 100,000: 20 ms then, 2.6 ms now). First the
 * person's assignments, then what hangs on them: left to choose, a plan made while the tables were small began with the
 * roles and went through all assignments for each (1.4 s with 378 roles, 438 assignments and 25 teams).
 */
export function reachingAssignments(
  userId: string | SQL,
  now: Date,
  { dormant = false, ofModels = true, roles }: { dormant?: boolean; ofModels?: boolean; roles?: SQL } = {},
): SQL {
  const user = typeof userId === 'string' ? sql`${userId}::uuid` : userId;
  const among = roles === undefined ? sql`true` : sql`ra.role_id in (${roles})`;
  const kept = ofModels ? among : sql`not ra.is_of_model and ${among}`;
  const held = sql`ra.id, ra.role_id, ra.team_id, ra.project_id from role_assignments ra`;
  const lasts = sql`(ra.expires_at is null or ra.expires_at > ${now.toISOString()}::timestamptz)`;
  return sql`(
    with rh as materialized (
      select ${held} where ra.user_id = ${user} and ${lasts} and ${kept}
      union all
      select ${held} join (
        select rt.id from team_memberships rm join teams rt on rt.id = rm.team_id and rt.deleted_at is null
        where rm.user_id = ${user} offset 0
      ) rt on rt.id = ra.team_id where ${lasts} and ${kept}
    )
    select rh.id, rh.role_id, rh.team_id, rh.project_id from rh
    join users ru on ru.id = ${user} and (ru.is_active or ${dormant}) and ru.deleted_at is null
    join roles rr on rr.id = rh.role_id and rr.deleted_at is null
    left join projects rp on rp.id = rh.project_id
    where rp.deleted_at is null)`;
}

/**
 * The same for everybody at once, with whom each reaches as `user_id`, and its `expires_at`: for lists of people, where asking
 * for each person took 0.2 s of a list of a thousand. `of` looks only at the people whose ids it selects. Both are held
 * against the rows by lib/permissions/effective-grants.db.test.
 */
export function reachingEverybody(
  now: Date,
  { dormant = false, ofModels = true, of }: { dormant?: boolean; ofModels?: boolean; of?: SQL } = {},
): SQL {
  const lasts = sql`(ea.expires_at is null or ea.expires_at > ${now.toISOString()}::timestamptz)`;
  const kept = ofModels ? lasts : sql`${lasts} and not ea.is_of_model`;
  const held = sql`ea.id, ea.role_id, ea.team_id, ea.project_id, ea.expires_at`;
  const among = (user: SQL) => (of === undefined ? sql`true` : sql`${user} in (${of})`);
  return sql`(
    select eh.id, eh.role_id, eh.team_id, eh.project_id, eh.expires_at, eh.user_id from (
      select ${held}, ea.user_id from role_assignments ea where ${kept} and ${among(sql`ea.user_id`)}
      union all
      select ${held}, em.user_id from role_assignments ea
      join team_memberships em on em.team_id = ea.team_id
      join teams et on et.id = em.team_id and et.deleted_at is null
      where ${kept} and ${among(sql`em.user_id`)}
    ) eh
    join users eu on eu.id = eh.user_id and (eu.is_active or ${dormant}) and eu.deleted_at is null
    join roles er on er.id = eh.role_id and er.deleted_at is null
    left join projects ep on ep.id = eh.project_id
    where ep.deleted_at is null)`;
}

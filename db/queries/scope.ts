import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/**
 * Rows that a reader may see: everything, or those of some projects and those of models granted one by one.
 * Minted by `readScope` of lib/access/authorize and by nothing else.
 */
export type Scope =
  | { readonly all: true }
  | {
      readonly all: false;
      readonly projectIds: readonly string[];
      /** Resource-bound grants of this person count too, for this operation and type, at this instant. */
      readonly granted: {
        readonly userId: string;
        readonly operation: string;
        readonly type: string;
        readonly now: Date;
        /** A token's project: grants on models elsewhere do not count. */
        readonly onlyProjectId: string | null;
      } | null;
    };

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

/** Row ids of models on which a role that reaches the person permits the operation by name. Not correlated: hashed once. */
function grantedModels({
  userId,
  operation,
  type,
  now,
  onlyProjectId,
}: {
  readonly userId: string;
  readonly operation: string;
  readonly type: string;
  readonly now: Date;
  readonly onlyProjectId: string | null;
}): SQL {
  const here = onlyProjectId === null ? sql`` : sql` and gm.project_id = ${onlyProjectId}::uuid`;
  return sql`select gm.id from ${reachingAssignments(userId, now)} ga
    join role_permissions gp on gp.role_id = ga.role_id and gp.operation = ${operation} and gp.type = ${type}
    join models gm on gm.id = gp.resource_id and (ga.project_id is null or ga.project_id = gm.project_id)${here}`;
}

/**
 * The one place that says which assignments reach a person: direct and through living teams, of living roles, on
 * living projects, not expired, of an active person (`dormant`: also of one switched off). Columns: id, role_id,
 * team_id, project_id.
 */
export function reachingAssignments(userId: string, now: Date, { dormant = false } = {}): SQL {
  return sql`(select ra.id, ra.role_id, ra.team_id, ra.project_id
    from users ru
    join role_assignments ra on ra.user_id = ru.id
      or ra.team_id in (select rm.team_id from team_memberships rm
        join teams rt on rt.id = rm.team_id and rt.deleted_at is null where rm.user_id = ru.id)
    join roles rr on rr.id = ra.role_id and rr.deleted_at is null
    left join projects rp on rp.id = ra.project_id
    where ru.id = ${userId}::uuid and (ru.is_active or ${dormant}) and ru.deleted_at is null
      and (ra.project_id is null or rp.deleted_at is null)
      and (ra.expires_at is null or ra.expires_at > ${now.toISOString()}::timestamptz))`;
}

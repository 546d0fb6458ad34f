import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import {
  artifactRevisions,
  artifacts,
  catalogEntries,
  catalogs,
  models,
  projects,
  versions,
} from '../schema';
import { pageIn, ranges } from './artifact-ranges';
import { HEAD_REVISION, REVISION_FACTS, type RevisionFacts } from './artifacts';
import type { ModelRow } from './models';
import type { PermissionRow } from './reach';
import { CUSTOM_LIST_IDS, namedResource } from './resources';

/** Rows after a row id, in the order of making: how a whole store is read without holding it. */
interface After {
  readonly after: string | null;
  readonly limit: number;
}

export interface ExportedModel extends ModelRow {
  readonly project: string;
}

/** Living models of living projects: of one project, or of all. */
export async function exportModels(
  executor: Executor,
  { projectId, after, limit }: After & { readonly projectId: string | null },
): Promise<ExportedModel[]> {
  const rows = await executor
    .select({ model: models, project: projects.name })
    .from(models)
    .innerJoin(projects, and(eq(projects.id, models.projectId), isNull(projects.deletedAt)))
    .where(
      and(
        isNull(models.deletedAt),
        projectId === null ? undefined : eq(models.projectId, projectId),
        after === null ? undefined : gt(models.id, after),
      ),
    )
    .orderBy(asc(models.id))
    .limit(limit);
  return rows.map(({ model, project }) => ({ ...model, project }));
}

/** Living versions of a model. */
export function exportVersions(
  executor: Executor,
  model: Pick<ModelRow, 'projectId' | 'id'>,
  { after, limit }: After,
): Promise<{ id: string; name: string }[]> {
  return executor
    .select({ id: versions.id, name: versions.name })
    .from(versions)
    .where(
      and(
        eq(versions.projectId, model.projectId),
        eq(versions.modelId, model.id),
        isNull(versions.deletedAt),
        after === null ? undefined : gt(versions.id, after),
      ),
    )
    .orderBy(asc(versions.id))
    .limit(limit);
}

/** Bodies up to this many bytes come with their page; bigger ones are fetched one by one. */
const INLINE_BODY = 65_536;

export interface ExportedArtifact {
  readonly artifact: typeof artifacts.$inferSelect;
  readonly revision: RevisionFacts;
  /** Null when it is too big to come in bulk. */
  readonly body: string | null;
}

/** Heads of the living artifacts of a version, or of the model itself (`versionId` null), small bodies included. */
export function exportArtifacts(
  executor: Executor,
  model: Pick<ModelRow, 'projectId' | 'id'>,
  versionId: string | null,
  { after, limit }: After,
): Promise<ExportedArtifact[]> {
  const of = {
    kind: 'version',
    projectId: model.projectId,
    modelId: model.id,
    versionId: versionId ?? model.id,
  } as const;
  const [range] = ranges({ of, type: null, level: versionId === null ? 'model' : 'version' });
  if (range === undefined) return Promise.resolve([]);
  const keyset = after === null ? null : { backward: false, at: [after] };
  const page = pageIn(range, { columns: [{ column: artifacts.id, type: 'id' }], descending: false }, keyset);
  return executor
    .select({
      artifact: artifacts,
      revision: REVISION_FACTS,
      body: sql<
        string | null
      >`case when ${artifactRevisions.size} <= ${INLINE_BODY} then ${artifactRevisions.body} end`,
    })
    .from(artifacts)
    .innerJoin(artifactRevisions, HEAD_REVISION)
    .where(and(range.where, page.where))
    .orderBy(page.orderBy)
    .limit(limit);
}

/** All catalogs. */
export function exportCatalogs(executor: Executor): Promise<(typeof catalogs.$inferSelect)[]> {
  return executor.select().from(catalogs).orderBy(asc(catalogs.id));
}

/** Living entries of a catalog. */
export function exportCatalogEntries(
  executor: Executor,
  catalogId: string,
  { after, limit }: After,
): Promise<(typeof catalogEntries.$inferSelect)[]> {
  return executor
    .select()
    .from(catalogEntries)
    .where(
      and(
        eq(catalogEntries.catalogId, catalogId),
        isNull(catalogEntries.deletedAt),
        after === null ? undefined : gt(catalogEntries.id, after),
      ),
    )
    .orderBy(asc(catalogEntries.id))
    .limit(limit);
}

/** A word of a role with the name of what it may be bound to; its project where that is a model. */
export interface ExportedPermission extends Pick<PermissionRow, 'operation' | 'type'> {
  readonly resource: string | null;
  readonly project: string | null;
}

export interface ExportedRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly ExportedPermission[];
}

/** Living custom roles with their words; words on what is gone are left out. */
export function exportRoles(executor: Executor, { after, limit }: After): Promise<ExportedRole[]> {
  const lists = sql.join(
    Object.entries(CUSTOM_LIST_IDS).map(([list, id]) => sql`when ${id}::uuid then ${list}::text`),
    sql` `,
  );
  return executor.execute<ExportedRole & Record<string, unknown>>(sql`
    select r.id, r.name, coalesce((
      select json_agg(json_build_object('operation', p.operation, 'type', p.type, 'project', pj.name,
        'resource', coalesce(pm.name, pu.name, pr.name, pc.name,
          case when p.operation = 'custom_list' then case p.resource_id ${lists} end end))
        order by p.operation, p.type, p.resource_id)
      from role_permissions p ${namedResource.joins}
      left join projects pj on pj.id = pm.project_id and pj.deleted_at is null
      where p.role_id = r.id and ${namedResource.isThere} and (pm.id is null or pj.id is not null)),
      '[]'::json) as permissions
    from roles r
    where r.origin = 'custom' and r.deleted_at is null and ${beyond(sql`r.id`, after)}
    order by r.id limit ${limit}`);
}

export interface ExportedUser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isActive: boolean;
  readonly passwordHash: string | null;
  /** Administers the whole store, directly or through a team. */
  readonly isAdmin: boolean;
  /** Names of custom roles that they hold everywhere, directly and without an end. */
  readonly roles: readonly string[];
}

/** Living people, switched off ones included. */
export function exportUsers(executor: Executor, { after, limit }: After): Promise<ExportedUser[]> {
  const held = sql`role_assignments a join roles r on r.id = a.role_id and r.deleted_at is null`;
  return executor.execute<ExportedUser & Record<string, unknown>>(sql`
    select u.id, u.name, u.email, u.full_name as "fullName", u.is_active as "isActive",
      u.password_hash as "passwordHash",
      exists (select 1 from ${held}
        left join teams t on t.id = a.team_id and t.deleted_at is null
        left join team_memberships m on m.team_id = t.id
        where r.origin = 'built_in' and r.name = 'admin' and a.project_id is null and a.expires_at is null
          and (a.user_id = u.id or m.user_id = u.id)) as "isAdmin",
      coalesce((select json_agg(r.name order by r.name_key) from ${held}
        where r.origin = 'custom' and a.user_id = u.id and a.project_id is null and a.expires_at is null),
        '[]'::json) as roles
    from users u
    where u.deleted_at is null and ${beyond(sql`u.id`, after)}
    order by u.id limit ${limit}`);
}

const beyond = (column: SQL, after: string | null): SQL =>
  after === null ? sql`true` : sql`${column} > ${after}::uuid`;

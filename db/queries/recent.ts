import { desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { artifacts, models, projects, versions } from '../schema';
import type { ArtifactRow } from './artifacts';
import type { ModelRow } from './models';
import { type Scope, scopeCondition } from './scope';

interface Recent {
  readonly scope: Scope;
  /** Only this project, or all that the scope reaches. */
  readonly projectId: string | null;
  readonly limit: number;
}

export interface RecentArtifact {
  readonly artifact: ArtifactRow;
  readonly project: string;
  readonly model: string;
  readonly version: string | null;
}

/**
 * The artifacts written last. Takes the last few of each project by its index and merges them, so that no number of
 * artifacts makes it slower.
 */
export async function recentArtifactRows(
  executor: Executor,
  { scope, projectId, limit }: Recent,
): Promise<RecentArtifact[]> {
  const newest = executor
    .select({ projectId: artifacts.projectId, id: artifacts.id })
    .from(artifacts)
    .where(sql`${living(sql`${artifacts}`)} and ${scopeCondition(scope, projects.id, artifacts.modelId)}`)
    .orderBy(desc(artifacts.updatedAt), desc(artifacts.id))
    .limit(limit)
    .as('newest');
  return executor
    .select({ artifact: artifacts, project: projects.name, model: models.name, version: versions.name })
    .from(projects)
    .innerJoinLateral(newest, sql`true`)
    .innerJoin(
      artifacts,
      sql`${artifacts.projectId} = ${newest.projectId} and ${artifacts.id} = ${newest.id}`,
    )
    .innerJoin(
      models,
      sql`${models.projectId} = ${artifacts.projectId} and ${models.id} = ${artifacts.modelId}`,
    )
    .leftJoin(
      versions,
      sql`${versions.projectId} = ${artifacts.projectId} and ${versions.id} = ${artifacts.versionId}`,
    )
    .where(ofProjects(projectId))
    .orderBy(desc(artifacts.updatedAt), desc(artifacts.id))
    .limit(limit);
}

/** The models made last, found the same way. */
export async function recentModelRows(
  executor: Executor,
  { scope, projectId, limit }: Recent,
): Promise<{ model: ModelRow; project: string }[]> {
  const newest = executor
    .select({ projectId: models.projectId, id: models.id })
    .from(models)
    .where(sql`${living(sql`${models}`)} and ${scopeCondition(scope, projects.id, models.id)}`)
    .orderBy(desc(models.createdAt), desc(models.id))
    .limit(limit)
    .as('newest');
  return executor
    .select({ model: models, project: projects.name })
    .from(projects)
    .innerJoinLateral(newest, sql`true`)
    .innerJoin(models, sql`${models.projectId} = ${newest.projectId} and ${models.id} = ${newest.id}`)
    .where(ofProjects(projectId))
    .orderBy(desc(models.createdAt), desc(models.id))
    .limit(limit);
}

const living = (table: SQL): SQL => sql`${table}.project_id = ${projects.id} and ${table}.deleted_at is null`;

function ofProjects(projectId: string | null): SQL {
  const one = projectId === null ? sql`` : sql` and ${eq(projects.id, projectId)}`;
  return sql`${projects.deletedAt} is null${one}`;
}

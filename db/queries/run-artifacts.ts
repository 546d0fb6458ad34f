import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { artifacts, models, pipelineRuns, pipelines, projects, runArtifacts, versions } from '../schema';
import type { ArtifactRow } from './artifacts';
import { findable } from './keyset';
import { listColumns, OF_PIPELINE, OF_PROJECT, type RunListRow } from './run-lists';
import { type Scope, scopeCondition } from './scope';

type LinkRow = typeof runArtifacts.$inferSelect;

/** What a link says of the artifact. */
type Linked = Pick<LinkRow, 'revision' | 'step'>;

/**
 * Says that a run, which the transaction holds, produced an artifact, or what more is known of that. Answers what was
 * said before: a sub-select in `returning` still sees that. Null when nothing was.
 */
export async function putLink(
  tx: Transaction,
  row: typeof runArtifacts.$inferInsert,
): Promise<Linked | null> {
  const { revision = null, step = null, createdAt, createdById = null, createdByName } = row;
  const [put] = await tx
    .insert(runArtifacts)
    .values(row)
    .onConflictDoUpdate({
      target: [runArtifacts.projectId, runArtifacts.runId, runArtifacts.artifactId],
      set: { revision, step, createdAt, createdById, createdByName },
    })
    .returning({
      former: sql<Linked | null>`(select json_build_object('revision', l.revision, 'step', l.step)
        from run_artifacts l where l.project_id = ${row.projectId}::uuid and l.run_id = ${row.runId}::uuid
          and l.artifact_id = ${row.artifactId}::uuid)`,
    });
  return put?.former ?? null;
}

/** What the link said; null when there was none. */
export async function dropLink(
  tx: Transaction,
  { projectId, runId, artifactId }: Pick<LinkRow, 'projectId' | 'runId' | 'artifactId'>,
): Promise<Linked | null> {
  const [gone] = await tx
    .delete(runArtifacts)
    .where(
      and(
        eq(runArtifacts.projectId, projectId),
        eq(runArtifacts.runId, runId),
        eq(runArtifacts.artifactId, artifactId),
      ),
    )
    .returning({ revision: runArtifacts.revision, step: runArtifacts.step });
  return gone ?? null;
}

export interface RunArtifactRow {
  readonly link: LinkRow;
  readonly artifact: ArtifactRow;
  readonly project: string;
  readonly model: string;
  readonly version: string | null;
}

/** Living artifacts of a scope that are linked to the living run of this name, oldest link first. */
export async function artifactsOfRun(
  executor: Executor,
  run: { readonly projectId: string; readonly name: string },
  scope: Scope,
  limit: number,
): Promise<RunArtifactRow[]> {
  return executor
    .select({
      link: runArtifacts,
      artifact: artifacts,
      project: projects.name,
      model: models.name,
      version: versions.name,
    })
    .from(pipelineRuns)
    .innerJoin(
      runArtifacts,
      and(eq(runArtifacts.projectId, pipelineRuns.projectId), eq(runArtifacts.runId, pipelineRuns.id)),
    )
    .innerJoin(
      artifacts,
      and(eq(artifacts.projectId, runArtifacts.artifactProjectId), eq(artifacts.id, runArtifacts.artifactId)),
    )
    .innerJoin(projects, and(eq(projects.id, artifacts.projectId), isNull(projects.deletedAt)))
    .innerJoin(models, and(eq(models.projectId, artifacts.projectId), eq(models.id, artifacts.modelId)))
    .leftJoin(
      versions,
      and(eq(versions.projectId, artifacts.projectId), eq(versions.id, artifacts.versionId)),
    )
    .where(
      and(
        eq(pipelineRuns.projectId, run.projectId),
        eq(pipelineRuns.name, findable(run.name)),
        isNull(pipelineRuns.deletedAt),
        isNull(artifacts.deletedAt),
        scopeCondition(scope, artifacts.projectId, artifacts.modelId),
      ),
    )
    .orderBy(asc(runArtifacts.createdAt), asc(runArtifacts.artifactId))
    .limit(limit);
}

export interface ArtifactRunRow extends RunListRow {
  readonly revision: number | null;
  readonly step: string | null;
}

/** Living runs of a scope that are linked to a living artifact of another scope, newest start first. */
export async function runsOfArtifact(
  executor: Executor,
  artifact: { readonly projectId: string; readonly id: string },
  scopes: { readonly runs: Scope; readonly artifacts: Scope },
  limit: number,
): Promise<ArtifactRunRow[]> {
  return executor
    .select({
      ...listColumns(scopes.artifacts),
      revision: runArtifacts.revision,
      step: runArtifacts.step,
    })
    .from(runArtifacts)
    .innerJoin(
      artifacts,
      and(eq(artifacts.projectId, runArtifacts.artifactProjectId), eq(artifacts.id, runArtifacts.artifactId)),
    )
    .innerJoin(
      pipelineRuns,
      and(eq(pipelineRuns.projectId, runArtifacts.projectId), eq(pipelineRuns.id, runArtifacts.runId)),
    )
    .innerJoin(pipelines, OF_PIPELINE)
    .innerJoin(projects, OF_PROJECT)
    .where(
      and(
        eq(runArtifacts.artifactId, artifact.id),
        eq(artifacts.projectId, artifact.projectId),
        isNull(artifacts.deletedAt),
        isNull(pipelineRuns.deletedAt),
        scopeCondition(scopes.runs, pipelineRuns.projectId, null),
        scopeCondition(scopes.artifacts, artifacts.projectId, artifacts.modelId),
      ),
    )
    .orderBy(desc(pipelineRuns.startedAt), desc(pipelineRuns.id))
    .limit(limit);
}

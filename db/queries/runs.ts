import { and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { pipelineRuns, pipelines, projects, runSteps } from '../schema';
import { findable } from './keyset';
import { type Scope, scopeCondition } from './scope';

export type RunRow = typeof pipelineRuns.$inferSelect;

/** A run with the names of what it belongs to. */
export interface NamedRun {
  readonly run: RunRow;
  readonly pipeline: string;
  readonly project: string;
}

/** Inserts, or null when the project has a run of this name. */
export async function insertRun(
  tx: Transaction,
  row: typeof pipelineRuns.$inferInsert,
): Promise<RunRow | null> {
  const [made] = await tx.insert(pipelineRuns).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

export async function insertSteps(
  tx: Transaction,
  rows: readonly (typeof runSteps.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(runSteps).values([...rows]);
}

function named(executor: Executor) {
  return executor
    .select({ run: pipelineRuns, pipeline: pipelines.name, project: projects.name })
    .from(pipelineRuns)
    .innerJoin(
      pipelines,
      and(eq(pipelines.projectId, pipelineRuns.projectId), eq(pipelines.id, pipelineRuns.pipelineId)),
    )
    .innerJoin(projects, and(eq(projects.id, pipelineRuns.projectId), isNull(projects.deletedAt)));
}

/** Where runs are looked for: what the reader may see, in one project or in all of those. */
export interface RunPlace {
  readonly scope: Scope;
  readonly projectId: string | null;
}

const inPlace = ({ scope, projectId }: RunPlace) =>
  and(
    isNull(pipelineRuns.deletedAt),
    scopeCondition(scope, pipelineRuns.projectId, null),
    projectId === null ? undefined : eq(pipelineRuns.projectId, projectId),
  );

/** The newest living run of these names that the reader may see, or null. */
export async function findRun(
  executor: Executor,
  place: RunPlace,
  names: { readonly pipeline: string; readonly run: string },
): Promise<NamedRun | null> {
  const [row] = await named(executor)
    .where(
      and(
        inPlace(place),
        eq(pipelineRuns.name, findable(names.run)),
        eq(pipelines.name, findable(names.pipeline)),
      ),
    )
    .orderBy(desc(pipelineRuns.createdAt), desc(pipelineRuns.id))
    .limit(1);
  return row ?? null;
}

/** Up to `limit` living runs of a pipeline, oldest first, after the one named. */
export async function runsOfPipeline(
  executor: Executor,
  place: RunPlace,
  pipeline: string,
  after: Pick<RunRow, 'createdAt' | 'id'> | null,
  limit: number,
): Promise<NamedRun[]> {
  return named(executor)
    .where(
      and(
        inPlace(place),
        eq(pipelines.name, findable(pipeline)),
        isNull(pipelines.deletedAt),
        after === null
          ? undefined
          : or(
              gt(pipelineRuns.createdAt, after.createdAt),
              and(eq(pipelineRuns.createdAt, after.createdAt), sql`${pipelineRuns.id} > ${after.id}::uuid`),
            ),
      ),
    )
    .orderBy(asc(pipelineRuns.createdAt), asc(pipelineRuns.id))
    .limit(limit);
}

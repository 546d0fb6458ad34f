import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { pipelineRuns, pipelines, runSteps } from '../schema';
import { findable } from './keyset';
import type { RunRow } from './runs';

/** Living runs of a project with these names, with their pipelines. */
export async function runsOfNames(
  executor: Executor,
  projectId: string,
  names: readonly string[],
): Promise<{ run: RunRow; pipeline: string }[]> {
  if (names.length === 0) return [];
  return executor
    .select({ run: pipelineRuns, pipeline: pipelines.name })
    .from(pipelineRuns)
    .innerJoin(
      pipelines,
      and(eq(pipelines.projectId, pipelineRuns.projectId), eq(pipelines.id, pipelineRuns.pipelineId)),
    )
    .where(
      and(
        eq(pipelineRuns.projectId, projectId),
        inArray(pipelineRuns.name, names.map(findable)),
        isNull(pipelineRuns.deletedAt),
      ),
    );
}

/** Steps in one statement; PostgreSQL takes 65,535 parameters. */
const STEPS_AT_ONCE = 5_000;

/** Inserts runs with their steps; the names of those that were free. */
export async function insertRuns(
  tx: Transaction,
  rows: readonly (typeof pipelineRuns.$inferInsert)[],
  steps: readonly (typeof runSteps.$inferInsert)[],
): Promise<ReadonlySet<string>> {
  const made = await tx
    .insert(pipelineRuns)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: pipelineRuns.id, name: pipelineRuns.name });
  const ids = new Set(made.map(({ id }) => id));
  const own = steps.filter(({ runId }) => ids.has(runId));
  for (let from = 0; from < own.length; from += STEPS_AT_ONCE)
    await tx.insert(runSteps).values(own.slice(from, from + STEPS_AT_ONCE));
  return new Set(made.map(({ name }) => name));
}

import { and, eq, isNull } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { pipelines } from '../schema';
import { findable } from './keyset';

export type PipelineRow = typeof pipelines.$inferSelect;

/** The living pipeline of exactly this name in a project, or null. */
export async function findPipeline(
  executor: Executor,
  projectId: string,
  name: string,
): Promise<PipelineRow | null> {
  const [row] = await executor
    .select()
    .from(pipelines)
    .where(
      and(
        eq(pipelines.projectId, projectId),
        eq(pipelines.name, findable(name)),
        isNull(pipelines.deletedAt),
      ),
    );
  return row ?? null;
}

/** Inserts, or null when the project has a pipeline of this name. */
export async function insertPipeline(
  tx: Transaction,
  row: typeof pipelines.$inferInsert,
): Promise<PipelineRow | null> {
  const [made] = await tx.insert(pipelines).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** A pipeline is described as its newest run describes it. */
export async function describePipeline(
  tx: Transaction,
  { projectId, id }: Pick<PipelineRow, 'projectId' | 'id'>,
  change: Pick<PipelineRow, 'docstring' | 'updatedAt' | 'updatedById' | 'updatedByName'>,
): Promise<void> {
  await tx
    .update(pipelines)
    .set(change)
    .where(and(eq(pipelines.projectId, projectId), eq(pipelines.id, id)));
}

import { desc, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { pipelineRuns, pipelines, projects } from '../schema';
import { OF_PIPELINE, OF_PROJECT, pickedOfStack, type StackRunChoice } from './run-lists';

/** The newest run of a stack that the reader may see, with the stack as it was then, masked; null when there is none. */
export async function newestRunOfStack(executor: Executor, choice: StackRunChoice) {
  const [row] = await executor
    .select({
      id: pipelineRuns.id,
      project: projects.name,
      pipeline: pipelines.name,
      name: pipelineRuns.name,
      startedAt: pipelineRuns.startedAt,
      createdByName: pipelineRuns.createdByName,
      stackMasked: pipelineRuns.stackMasked,
    })
    .from(pipelineRuns)
    .innerJoin(pipelines, OF_PIPELINE)
    .innerJoin(projects, OF_PROJECT)
    .where(sql`${pipelineRuns.id} in (${pickedOfStack(choice, sql`pipeline_runs.id`, null, 1)})`)
    .orderBy(desc(pipelineRuns.startedAt), desc(pipelineRuns.id))
    .limit(1);
  return row ?? null;
}

import type { Ctx } from '@/lib/core/ctx';
import { type Pipeline, presentListedPipeline } from './pipeline';
import { pipelineWithRuns } from './resolve-pipeline';

/** A pipeline of a project by its name. */
export async function readPipeline(
  ctx: Ctx,
  input: { readonly project: string; readonly pipeline: string },
): Promise<Pipeline> {
  const { project, row } = await pipelineWithRuns(ctx, input, false);
  const { projectId, createdAt, createdByName, updatedAt, updatedByName } = row.pipeline;
  return {
    ...presentListedPipeline(row),
    projectId,
    project: project.name,
    createdAt,
    createdBy: createdByName,
    updatedAt,
    updatedBy: updatedByName,
  };
}

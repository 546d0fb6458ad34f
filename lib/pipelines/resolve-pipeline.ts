import { findListedPipeline } from '@/db/queries/pipeline-lists';
import { findPipeline, type PipelineRow } from '@/db/queries/pipelines';
import type { ProjectRow } from '@/db/queries/projects';
import { absent } from '@/lib/access/absent';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { once } from '@/lib/core/once';
import { resolveProject } from '@/lib/projects/resolve-project';

/** Runs that a rhythm shows at most. */
const BEATS = 200;

interface PipelineAddress {
  readonly project: string;
  readonly pipeline: string;
}

/** The pipeline of exactly this name if the actor reads the project's runs. */
export async function resolvePipeline(ctx: Ctx, input: PipelineAddress): Promise<PipelineRow> {
  if (ctx.lookups !== undefined) return (await pipelineWithRuns(ctx, input)).row.pipeline;
  const { project, message } = await readableIn(ctx, input);
  const row = await findPipeline(ctx.db, project.id, input.pipeline);
  if (row === null) throw await noPipeline(ctx, project, input.pipeline, message);
  return row;
}

/** The same with its runs and their rhythm, which the parts of a page ask for once. `beats` false: they may be left out. */
export async function pipelineWithRuns(ctx: Ctx, input: PipelineAddress, beats = true) {
  const { project, message } = await readableIn(ctx, input);
  const limit = beats || ctx.lookups !== undefined ? BEATS : 0;
  const row = await once(ctx, ['pipeline', project.id, input.pipeline], () =>
    findListedPipeline(ctx.db, project.id, input.pipeline, limit),
  );
  if (row === null) throw await noPipeline(ctx, project, input.pipeline, message);
  return { project, row };
}

const noPipeline = (ctx: Ctx, project: ProjectRow, name: string, message: string) =>
  absent(ctx, message, { kind: 'pipeline', projectId: project.id, name }, async () => true);

async function readableIn(
  ctx: Ctx,
  { project: name, pipeline }: PipelineAddress,
): Promise<{ readonly project: ProjectRow; readonly message: string }> {
  const project = await resolveProject(ctx, name);
  const message = `Pipeline ${pipeline} of project ${name} not found.`;
  await authorize(ctx, { operation: 'pipeline_run', type: 'read', projectId: project.id }, message);
  return { project, message };
}

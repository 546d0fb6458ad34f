import { findListedPipeline } from '@/db/queries/pipeline-lists';
import { findPipeline, type PipelineRow } from '@/db/queries/pipelines';
import type { ProjectRow } from '@/db/queries/projects';
import { authorize } from '@/lib/access/authorize';
import { resolveProject } from '@/lib/access/resolve-project';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { once } from '@/lib/core/once';

/** Runs that a rhythm shows at most. */
const BEATS = 200;

interface PipelineAddress {
  readonly project: string;
  readonly pipeline: string;
}

/** The pipeline of exactly this name if the actor reads the project's runs. */
export async function resolvePipeline(ctx: Ctx, input: PipelineAddress): Promise<PipelineRow> {
  if (ctx.lookups !== undefined) return (await pipelineWithRuns(ctx, input)).row.pipeline;
  const { project, absent } = await readableIn(ctx, input);
  const row = await findPipeline(ctx.db, project.id, input.pipeline);
  if (row === null) throw new DomainError('not_found', absent);
  return row;
}

/** The same with its runs and their rhythm, which the parts of a page ask for once. `beats` false: they may be left out. */
export async function pipelineWithRuns(ctx: Ctx, input: PipelineAddress, beats = true) {
  const { project, absent } = await readableIn(ctx, input);
  const limit = beats || ctx.lookups !== undefined ? BEATS : 0;
  const row = await once(ctx, ['pipeline', project.id, input.pipeline], () =>
    findListedPipeline(ctx.db, project.id, input.pipeline, limit),
  );
  if (row === null) throw new DomainError('not_found', absent);
  return { project, row };
}

async function readableIn(
  ctx: Ctx,
  { project: name, pipeline }: PipelineAddress,
): Promise<{ readonly project: ProjectRow; readonly absent: string }> {
  const project = await resolveProject(ctx, name);
  const absent = `Pipeline ${pipeline} of project ${name} not found.`;
  await authorize(ctx, { operation: 'pipeline_run', type: 'read', projectId: project.id }, absent);
  return { project, absent };
}

import { findPipeline, type PipelineRow } from '@/db/queries/pipelines';
import { authorize } from '@/lib/access/authorize';
import { resolveProject } from '@/lib/access/resolve-project';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { once } from '@/lib/core/once';

/** The pipeline of exactly this name if the actor reads the project's runs. */
export async function resolvePipeline(
  ctx: Ctx,
  input: { readonly project: string; readonly pipeline: string },
): Promise<PipelineRow> {
  const project = await resolveProject(ctx, input.project);
  const absent = absentPipeline(input);
  await authorize(ctx, { operation: 'pipeline_run', type: 'read', projectId: project.id }, absent);
  const row = await once(ctx, ['pipeline', project.id, input.pipeline], () =>
    findPipeline(ctx.db, project.id, input.pipeline),
  );
  if (row === null) throw new DomainError('not_found', absent);
  return row;
}

export const absentPipeline = ({
  pipeline,
  project,
}: {
  readonly pipeline: string;
  readonly project: string;
}) => `Pipeline ${pipeline} of project ${project} not found.`;

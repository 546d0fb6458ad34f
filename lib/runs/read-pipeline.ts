import { findListedPipeline } from '@/db/queries/pipeline-lists';
import { authorize } from '@/lib/access/authorize';
import { resolveProject } from '@/lib/access/resolve-project';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { type Pipeline, presentListedPipeline } from './pipeline';
import { absentPipeline } from './resolve-pipeline';

/** A pipeline of a project by its name. */
export async function readPipeline(
  ctx: Ctx,
  input: { readonly project: string; readonly pipeline: string },
): Promise<Pipeline> {
  const project = await resolveProject(ctx, input.project);
  const absent = absentPipeline(input);
  await authorize(ctx, { operation: 'pipeline_run', type: 'read', projectId: project.id }, absent);
  const row = await findListedPipeline(ctx.db, project.id, input.pipeline);
  if (row === null) throw new DomainError('not_found', absent);
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

import type { Executor } from '@/db/client';
import type { ProjectRow } from '@/db/queries/projects';
import { findDeletedRun } from '@/db/queries/run-pages';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { PermissionType } from '@/lib/permissions/decide';
import { resolveProject } from '@/lib/projects/resolve-project';

/** A run by names. */
export interface RunAddress {
  readonly project: string;
  readonly run: string;
}

/** The project of a run if the actor may do that to runs there. Whether the run exists is for the caller to see. */
export async function resolveRunProject(ctx: Ctx, at: RunAddress, type: PermissionType): Promise<ProjectRow> {
  const project = await resolveProject(ctx, at.project);
  await authorize(ctx, { operation: 'pipeline_run', type, projectId: project.id }, absent(at));
  return project;
}

/** The `not_found` for a run of a project whose runs the actor reads, with its end when it was deleted. */
export async function absentRun(
  executor: Executor,
  project: ProjectRow,
  at: RunAddress,
): Promise<DomainError> {
  return new DomainError('not_found', absent(at), {
    gone: await findDeletedRun(executor, project.id, at.run),
  });
}

const absent = (at: RunAddress): string => `Run ${at.run} of project ${at.project} not found.`;

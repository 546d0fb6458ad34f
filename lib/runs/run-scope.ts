import type { RunScope } from '@/db/queries/runs';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { resolveProject } from '@/lib/projects/resolve-project';

/** Where the actor may look for runs: in one project, or in all that they may read. */
export async function runScope(ctx: Ctx, project: string | undefined): Promise<RunScope> {
  const projectId = project === undefined ? null : (await resolveProject(ctx, project)).id;
  return { scope: await readScope(ctx, 'pipeline_run', projectId), projectId };
}

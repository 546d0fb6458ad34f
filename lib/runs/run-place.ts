import type { RunPlace } from '@/db/queries/runs';
import { readScope } from '@/lib/access/authorize';
import { resolveProject } from '@/lib/access/resolve-project';
import type { Ctx } from '@/lib/core/ctx';

/** Where the actor may look for runs: in one project, or in all that they may read. */
export async function runPlace(ctx: Ctx, project: string | undefined): Promise<RunPlace> {
  const scope = await readScope(ctx, 'pipeline_run');
  return { scope, projectId: project === undefined ? null : (await resolveProject(ctx, project)).id };
}

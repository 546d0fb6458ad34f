import { artifactsOfRun } from '@/db/queries/run-artifacts';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type RunAddress, resolveRunProject } from './resolve-run';
import { presentRunArtifact, type RunArtifact } from './run-artifact';

const MOST = 1_000;

/**
 * What a run is said to have produced and the actor may read, oldest link first, at most 1,000; nothing for a run that is
 * not there.
 */
export async function listRunArtifacts(ctx: Ctx, input: RunAddress): Promise<RunArtifact[]> {
  const project = await resolveRunProject(ctx, input, 'read');
  const scope = await readScope(ctx, 'artifact', project.id);
  const rows = await artifactsOfRun(ctx.db, { projectId: project.id, name: input.run }, scope, MOST);
  return rows.map(presentRunArtifact);
}

import { runsOfArtifact } from '@/db/queries/run-artifacts';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { isId } from '@/lib/core/id';
import { resolveProject } from '@/lib/projects/resolve-project';
import { presentListedRun } from './listed-run';
import type { ArtifactRun } from './run-artifact';

const MOST = 100;

/**
 * The runs that are said to have produced an artifact of a project and that the actor may read, wherever they are,
 * newest start first. At most 100; none for an artifact that is not there or not the actor's to read.
 */
export async function listArtifactRuns(
  ctx: Ctx,
  input: { readonly project: string; readonly artifactId: string },
): Promise<ArtifactRun[]> {
  const project = await resolveProject(ctx, input.project);
  if (!isId(input.artifactId)) return [];
  const [runs, artifacts] = await Promise.all([
    readScope(ctx, 'pipeline_run', project.id),
    readScope(ctx, 'artifact'),
  ]);
  const artifact = { projectId: project.id, id: input.artifactId };
  const rows = await runsOfArtifact(ctx.db, artifact, { runs, artifacts }, MOST);
  return rows.map((row) => ({ ...presentListedRun(row), revision: row.revision, step: row.step }));
}

import { recentArtifactRows } from '@/db/queries/recent';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { resolveProject } from '@/lib/projects/resolve-project';
import { type ArtifactHead, presentArtifactHead } from './artifact';

/** The artifacts written last, newest first, in one project or in all that the actor reads. At most 50. */
export async function recentArtifacts(
  ctx: Ctx,
  input: { readonly project?: string; readonly limit: number },
): Promise<ArtifactHead[]> {
  const project = input.project === undefined ? null : await resolveProject(ctx, input.project);
  const scope = await readScope(ctx, 'artifact', project?.id ?? null);
  const limit = Math.min(Math.max(Math.trunc(input.limit), 1), 50);
  const rows = await recentArtifactRows(ctx.db, { scope, projectId: project?.id ?? null, limit });
  return rows.map(({ artifact, ...place }) => presentArtifactHead(artifact, place));
}

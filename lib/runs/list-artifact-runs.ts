import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { ArtifactRun } from './run-artifact';

/** The runs that are said to have produced an artifact and that the actor may read, newest first. At most 100. */
export async function listArtifactRuns(
  ctx: Ctx,
  input: { readonly project: string; readonly artifactId: string },
): Promise<ArtifactRun[]> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

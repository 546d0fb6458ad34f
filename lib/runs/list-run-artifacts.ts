import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { RunArtifact } from './run-artifact';

/** What a run is said to have produced and the actor may read, oldest link first. At most 1,000. */
export async function listRunArtifacts(
  ctx: Ctx,
  input: { readonly project: string; readonly run: string },
): Promise<RunArtifact[]> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

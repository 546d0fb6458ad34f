import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { LinkedArtifact } from './run-artifact';

/** Takes back that a run produced an artifact. */
export async function unlinkRunArtifact(
  ctx: Ctx,
  input: { readonly project: string; readonly run: string; readonly artifact: LinkedArtifact },
): Promise<void> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

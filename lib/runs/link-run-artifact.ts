import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { LinkedArtifact } from './run-artifact';

/** Says that a run produced an artifact; saying it again replaces revision and step. */
export async function linkRunArtifact(
  ctx: Ctx,
  input: {
    readonly project: string;
    readonly run: string;
    readonly artifact: LinkedArtifact;
    readonly revision?: number;
    readonly step?: string;
  },
): Promise<void> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

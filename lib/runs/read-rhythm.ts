import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { Beat } from './pipeline';

/** The newest 200 runs of a pipeline by start, oldest of them first. */
export async function readRhythm(
  ctx: Ctx,
  input: { readonly project: string; readonly pipeline: string },
): Promise<Beat[]> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';

/** Deletes a run softly: its name is free again, its permalink tells who ended it and when. */
export async function deleteRun(
  ctx: Ctx,
  input: { readonly project: string; readonly run: string },
): Promise<void> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

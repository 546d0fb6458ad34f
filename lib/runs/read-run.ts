import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { FullRun } from './full-run';

/** A run of a project by its name. `not_found` carries `gone` for a deleted one. */
export async function readRun(
  ctx: Ctx,
  input: { readonly project: string; readonly run: string },
): Promise<FullRun> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

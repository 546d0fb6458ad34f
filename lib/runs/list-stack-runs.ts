import type { Ctx } from '@/lib/core/ctx';
import type { Page, Position } from '@/lib/core/cursor';
import { DomainError } from '@/lib/core/domain-error';
import type { ListedRun } from './listed-run';

/** One page of the runs that a stack was used for, whatever it was called then, in all projects that the actor reads. */
export async function listStackRuns(
  ctx: Ctx,
  input: { readonly stack: string; readonly after?: Position; readonly limit?: number },
): Promise<Page<ListedRun>> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

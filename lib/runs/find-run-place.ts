import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';

/** Where the run of this row id is by now. Deleted: `not_found` with `gone`. */
export async function findRunPlace(
  ctx: Ctx,
  input: { readonly id: string },
): Promise<{ readonly project: string; readonly run: string }> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

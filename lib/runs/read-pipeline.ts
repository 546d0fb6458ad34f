import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { Pipeline } from './pipeline';

/** A pipeline of a project by its name. */
export async function readPipeline(
  ctx: Ctx,
  input: { readonly project: string; readonly pipeline: string },
): Promise<Pipeline> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

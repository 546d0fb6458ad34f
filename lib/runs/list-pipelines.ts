import type { Ctx } from '@/lib/core/ctx';
import type { Page, Position } from '@/lib/core/cursor';
import { DomainError } from '@/lib/core/domain-error';
import type { ListedPipeline } from './pipeline';

export interface ListPipelines {
  readonly project: string;
  /** Part of the name, in any case. */
  readonly search?: string;
  /** By name (the default), or by their last run, newest first. */
  readonly sort?: 'name' | 'recent';
  readonly after?: Position;
  readonly limit?: number;
}

/** One page of the pipelines of a project. */
export async function listPipelines(ctx: Ctx, input: ListPipelines): Promise<Page<ListedPipeline>> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

import type { Ctx } from '@/lib/core/ctx';
import type { Page, Position } from '@/lib/core/cursor';
import { DomainError } from '@/lib/core/domain-error';
import type { RunChange } from './difference';
import type { ListedRun } from './listed-run';

/** A run of a pipeline, and what is not as in the run before it; empty for the first one. */
export interface PipelineRun extends ListedRun {
  readonly changes: readonly RunChange[];
}

/** One page of the runs of a pipeline, newest start first, each against the one that started before it. */
export async function listPipelineRuns(
  ctx: Ctx,
  input: {
    readonly project: string;
    readonly pipeline: string;
    readonly after?: Position;
    readonly limit?: number;
  },
): Promise<Page<PipelineRun>> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

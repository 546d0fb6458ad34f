import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { ComparedRow } from './difference';
import type { ListedRun } from './listed-run';

export interface Comparison {
  /** In the order that was asked for. */
  readonly runs: readonly ListedRun[];
  readonly rows: readonly ComparedRow[];
}

/** Two to ten runs of a project side by side, by row id. */
export async function compareRuns(
  ctx: Ctx,
  input: { readonly project: string; readonly ids: readonly string[] },
): Promise<Comparison> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { FullRun } from './full-run';
import type { RunStatus } from './run';

/** What is said of a step; absent members stay as they are, null takes back what was said. */
export interface StepReport {
  readonly name: string;
  readonly status?: RunStatus;
  readonly startedAt?: Date | null;
  readonly endedAt?: Date | null;
  readonly upstream?: readonly string[] | null;
}

export interface ReportRun {
  readonly project: string;
  readonly run: string;
  readonly status?: RunStatus;
  readonly startedAt?: Date;
  readonly endedAt?: Date | null;
  readonly steps?: readonly StepReport[];
}

/** Records how a run and its steps went; what was reported may be corrected. */
export async function reportRun(ctx: Ctx, input: ReportRun): Promise<FullRun> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}

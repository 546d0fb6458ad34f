import { findRun } from '@/db/queries/runs';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { maySeeSecrets } from '@/lib/stacks/components/component';
import { type RunAsPosted, runAsPosted } from './run';
import { runScope } from './run-scope';

export interface ReadRun {
  /** Absent: the newest of this name in all projects that the actor may read. */
  readonly project?: string;
  readonly pipeline: string;
  readonly run: string;
}

/** A run with the JSON that its client posted. `not_found` when absent or not the actor's to read. */
export async function readRunAsPosted(ctx: Ctx, input: ReadRun): Promise<RunAsPosted> {
  const scope = await runScope(ctx, input.project);
  const found = await findRun(ctx.db, scope, input);
  if (found === null) {
    const where = input.project === undefined ? '' : ` in project ${input.project}`;
    throw new DomainError(
      'not_found',
      `No pipeline run '${input.run}' found for pipeline '${input.pipeline}'${where}.`,
    );
  }
  return runAsPosted(ctx, found, await maySeeSecrets(ctx));
}

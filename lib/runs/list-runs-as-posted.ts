import { type RunScope, runsOfPipeline, type WireRunRow } from '@/db/queries/runs';
import type { Ctx } from '@/lib/core/ctx';
import { maySeeSecrets } from '@/lib/stacks/components/component';
import { type WireRun, wireRun } from './run';
import { runScope } from './run-scope';

/** More than most pipelines have: the last batch is followed by no question for more. */
const BATCH = 250;

/**
 * All runs of a pipeline, oldest first (clients take the last for the newest), read in batches while they are
 * consumed. Empty for a pipeline that is not there. Whether the actor may is settled before this resolves.
 */
export async function listRunsAsPosted(
  ctx: Ctx,
  input: { readonly project?: string; readonly pipeline: string },
): Promise<AsyncIterable<WireRun>> {
  const scope = await runScope(ctx, input.project);
  const seesSecrets = await maySeeSecrets(ctx);
  return stream(ctx, scope, input.pipeline, seesSecrets);
}

async function* stream(
  ctx: Ctx,
  scope: RunScope,
  pipeline: string,
  seesSecrets: boolean,
): AsyncGenerator<WireRun> {
  const batch = { limit: BATCH, withMasked: !seesSecrets };
  let last: WireRunRow | null = null;
  for (;;) {
    const rows: WireRunRow[] = await runsOfPipeline(ctx.db, scope, pipeline, last, batch);
    for (const row of rows) yield wireRun(ctx, row, seesSecrets);
    last = rows.at(-1) ?? null;
    if (rows.length < BATCH) return;
  }
}

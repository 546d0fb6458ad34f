import { findRun, type NamedRun, type RunPlace, runsOfPipeline } from '@/db/queries/runs';
import { readScope } from '@/lib/access/authorize';
import { resolveProject } from '@/lib/access/resolve-project';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { maySeeSecrets } from '@/lib/stacks/component';
import { type OpenRun, openRun } from './run';

export interface ReadRun {
  /** Absent: the newest of this name in all projects that the actor may read. */
  readonly project?: string;
  readonly pipeline: string;
  readonly run: string;
}

/** A run with the JSON that its client posted. `not_found` when absent or not the actor's to read. */
export async function readOpenRun(ctx: Ctx, input: ReadRun): Promise<OpenRun> {
  const place = await placeOf(ctx, input.project);
  const found = await findRun(ctx.db, place, input);
  if (found === null) {
    const where = input.project === undefined ? '' : ` in project ${input.project}`;
    throw new DomainError(
      'not_found',
      `No pipeline run '${input.run}' found for pipeline '${input.pipeline}'${where}.`,
    );
  }
  return openRun(ctx, found, await maySeeSecrets(ctx));
}

const BATCH = 100;

/**
 * All runs of a pipeline, oldest first (clients take the last for the newest), read in batches while they are
 * consumed. Empty for a pipeline that is not there. Whether the actor may is settled before this resolves.
 */
export async function listOpenRuns(
  ctx: Ctx,
  input: { readonly project?: string; readonly pipeline: string },
): Promise<AsyncIterable<OpenRun>> {
  const place = await placeOf(ctx, input.project);
  const seesSecrets = await maySeeSecrets(ctx);
  return stream(ctx, place, input.pipeline, seesSecrets);
}

async function* stream(
  ctx: Ctx,
  place: RunPlace,
  pipeline: string,
  seesSecrets: boolean,
): AsyncGenerator<OpenRun> {
  let last: NamedRun | null = null;
  for (;;) {
    const rows: NamedRun[] = await runsOfPipeline(ctx.db, place, pipeline, last?.run ?? null, BATCH);
    for (const row of rows) yield openRun(ctx, row, seesSecrets);
    last = rows.at(-1) ?? null;
    if (rows.length < BATCH) return;
  }
}

async function placeOf(ctx: Ctx, project: string | undefined): Promise<RunPlace> {
  const scope = await readScope(ctx, 'pipeline_run');
  return { scope, projectId: project === undefined ? null : (await resolveProject(ctx, project)).id };
}

import { factsOfPipeline } from '@/db/queries/run-pages';
import type { Ctx } from '@/lib/core/ctx';
import type { Cursor, Page } from '@/lib/core/cursor';
import { differences, type RunChange } from '@/lib/runs/comparison/difference';
import { factsOf } from '@/lib/runs/comparison/run-facts';
import { listRuns } from '@/lib/runs/list-runs';
import type { ListedRun } from '@/lib/runs/listed-run';
import { resolvePipeline } from './resolve-pipeline';

/** A run of a pipeline, and what is not as in the run before it. */
export interface PipelineRun extends ListedRun {
  readonly changes: readonly RunChange[];
  /** No run of the pipeline started before it: there is nothing that it could differ from. */
  readonly isFirst: boolean;
  /** Steps of the run by name, in their order. */
  readonly stepNames: readonly string[];
}

/** One page of the runs of a pipeline, newest start first, each against the one that started before it. */
export async function listPipelineRuns(
  ctx: Ctx,
  input: {
    readonly project: string;
    readonly pipeline: string;
    readonly after?: Cursor;
    readonly limit?: number;
  },
): Promise<Page<PipelineRun>> {
  const pipeline = await resolvePipeline(ctx, input);
  const page = await listRuns(ctx, input);
  const [newest] = page.items;
  if (newest === undefined) return { ...page, items: [] };
  const of = { projectId: pipeline.projectId, pipelineId: pipeline.id };
  const rows = await factsOfPipeline(ctx.db, of, newest, page.items.length + 1);
  const facts = rows.map((row) => ({ id: row.id, facts: factsOf(row) }));
  const items = page.items.map((run) => {
    const n = facts.findIndex(({ id }) => id === run.id);
    const [after, before] = n < 0 ? [] : [facts[n], facts[n + 1]];
    const known = after !== undefined && before !== undefined;
    return {
      ...run,
      changes: known ? differences(before.facts, after.facts) : [],
      isFirst: !known,
      stepNames: after?.facts.steps.map(({ name }) => name) ?? [],
    };
  });
  return { ...page, items };
}

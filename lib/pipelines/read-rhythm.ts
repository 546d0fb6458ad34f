import type { Ctx } from '@/lib/core/ctx';
import type { Beat } from './pipeline';
import { pipelineWithRuns } from './resolve-pipeline';

/** The newest 200 runs of a pipeline by start, oldest of them first. */
export async function readRhythm(
  ctx: Ctx,
  input: { readonly project: string; readonly pipeline: string },
): Promise<Beat[]> {
  const { row } = await pipelineWithRuns(ctx, input);
  return row.beats.toReversed().map(({ startedAt, endedAt, ...beat }) => ({
    ...beat,
    startedAt: new Date(startedAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
}

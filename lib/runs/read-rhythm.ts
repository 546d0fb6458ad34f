import { beatsOf } from '@/db/queries/pipeline-lists';
import type { Ctx } from '@/lib/core/ctx';
import type { Beat } from './pipeline';
import { resolvePipeline } from './resolve-pipeline';

const BEATS = 200;

/** The newest 200 runs of a pipeline by start, oldest of them first. */
export async function readRhythm(
  ctx: Ctx,
  input: { readonly project: string; readonly pipeline: string },
): Promise<Beat[]> {
  const pipeline = await resolvePipeline(ctx, input);
  const rows = await beatsOf(ctx.db, pipeline, BEATS);
  return rows.reverse().map(({ createdByName, ...beat }) => ({ ...beat, createdBy: createdByName }));
}

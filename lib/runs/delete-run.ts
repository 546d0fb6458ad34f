import { lockRun, updateRunRow } from '@/db/queries/run-changes';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { deletedStamp } from '@/lib/core/stamp';
import { absentRun, type RunAddress, resolveRunProject } from './resolve-run';
import { runEvent } from './run';

/**
 * Deletes a run (pipeline_run:delete) softly: its name is free again, its permalink tells who ended it and when.
 * Artifacts that it produced stay.
 */
export async function deleteRun(ctx: Ctx, input: RunAddress): Promise<void> {
  const project = await resolveRunProject(ctx, input, 'delete');
  const isKnown = await transact(ctx.db, async (tx) => {
    const found = await lockRun(tx, project.id, input.run);
    if (found === null) return false;
    await updateRunRow(tx, found.run, deletedStamp(ctx));
    await audit(tx, ctx, runEvent('pipeline_run.delete', found));
    return true;
  });
  if (!isKnown) throw await absentRun(ctx, project, input);
}

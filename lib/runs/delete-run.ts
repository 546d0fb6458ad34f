import { lockRun, updateRunRow } from '@/db/queries/run-changes';
import type { Ctx } from '@/lib/core/ctx';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { absentRun, type RunAddress, resolveRunProject } from './resolve-run';
import { runAuditFacts, runEvent } from './run';

/**
 * Deletes a run (pipeline_run:delete) softly: its name is free again, its permalink tells who ended it and when.
 * Artifacts that it produced stay.
 */
export const deleteRun = declareWrite({
  verb: 'deleteRun',
  asks: ['pipeline_run:delete'],
  audits: ['pipeline_run.delete'],
  example: ({ project, run }) => ({ project, run }),
  ready: (ctx: Ctx, input: RunAddress) => resolveRunProject(ctx, input, 'delete'),
  write: async ({ tx, ctx, tell }, project, input) => {
    const found = await lockRun(tx, project.id, input.run);
    if (found === null) throw await absentRun(tx, project, input);
    await updateRunRow(tx, found.run, deletedStamp(ctx));
    tell({
      ...runEvent('pipeline_run.delete', found),
      changes: changesBetween(runAuditFacts(found.run), null),
    });
  },
});

import { dropLink } from '@/db/queries/run-artifacts';
import { lockRun } from '@/db/queries/run-changes';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { linkedArtifact } from './linked-artifact';
import { absentRun, type RunAddress, resolveRunProject } from './resolve-run';
import { runEvent } from './run';
import type { LinkedArtifact } from './run-artifact';

/** Takes back that a run produced an artifact (pipeline_run:update). `not_found` when nobody said so. */
export const unlinkRunArtifact = declareWrite({
  verb: 'unlinkRunArtifact',
  asks: ['pipeline_run:update'],
  audits: ['pipeline_run.unlink'],
  example: ({ project, model, linkedRun, artifact }) => ({
    project,
    run: linkedRun,
    artifact: { model, version: null, identifier: artifact },
  }),
  ready: async (ctx: Ctx, input: RunAddress & { readonly artifact: LinkedArtifact }) => {
    const project = await resolveRunProject(ctx, input, 'update');
    return { project, artifact: await linkedArtifact(ctx, input) };
  },
  write: async ({ tx, tell }, { project, artifact }, input) => {
    const found = await lockRun(tx, project.id, input.run);
    if (found === null) throw await absentRun(tx, project, input);
    const link = { projectId: project.id, runId: found.run.id, artifactId: artifact.id };
    const dropped = await dropLink(tx, link);
    if (dropped === null)
      throw new DomainError('not_found', `Run ${input.run} has no link to ${artifact.identifier}.`);
    tell({
      ...runEvent('pipeline_run.unlink', found),
      changes: changesBetween({ artifact: artifact.identifier, ...dropped }, null),
      details: { artifactId: artifact.id },
    });
  },
});

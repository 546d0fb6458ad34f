import { putLink } from '@/db/queries/run-artifacts';
import { lockRun } from '@/db/queries/run-changes';
import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import { createdStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { linkedArtifact } from './linked-artifact';
import { absentRun, type RunAddress, resolveRunProject } from './resolve-run';
import { runEvent } from './run';
import type { LinkedArtifact } from './run-artifact';

export interface LinkRunArtifact extends RunAddress {
  readonly artifact: LinkedArtifact;
  /** The revision that the run wrote. */
  readonly revision?: number;
  /** Name of the step that wrote it. */
  readonly step?: string;
}

/**
 * Says that a run produced an artifact (pipeline_run:update, and artifact:read on it); saying it again replaces revision
 * and step. `invalid` for a revision or a step that is not there.
 */
export const linkRunArtifact = declareWrite({
  verb: 'linkRunArtifact',
  asks: ['pipeline_run:update'],
  audits: ['pipeline_run.link'],
  example: ({ project, run, model, artifact }) => ({
    project,
    run,
    artifact: { model, version: null, identifier: artifact },
    revision: 1,
  }),
  ready: async (ctx: Ctx, input: LinkRunArtifact) => {
    const project = await resolveRunProject(ctx, input, 'update');
    const artifact = await linkedArtifact(ctx, input);
    const { revision = null } = input;
    if (
      revision !== null &&
      !(Number.isInteger(revision) && revision >= 1 && revision <= artifact.headRevision)
    ) {
      const message = `Artifact ${artifact.identifier} has no revision ${revision}.`;
      throw invalid([{ path: 'revision', message, value: revision }]);
    }
    return { project, artifact };
  },
  write: async ({ tx, ctx, tell }, { project, artifact }, input) => {
    const { revision = null, step = null } = input;
    const found = await lockRun(tx, project.id, input.run);
    if (found === null) throw await absentRun(tx, project, input);
    if (step !== null && !found.steps.some(({ name }) => name === step)) {
      const message = `The run has no step named ${step}.`;
      throw invalid([{ path: 'step', message, value: step }]);
    }
    const former = await putLink(tx, {
      projectId: project.id,
      runId: found.run.id,
      artifactProjectId: artifact.projectId,
      artifactId: artifact.id,
      revision,
      step,
      ...createdStamp(ctx),
    });
    const { identifier } = artifact;
    tell({
      ...runEvent('pipeline_run.link', found),
      changes: changesBetween(former && { artifact: identifier, ...former }, {
        artifact: identifier,
        revision,
        step,
      }),
      details: { artifactId: artifact.id },
    });
  },
});

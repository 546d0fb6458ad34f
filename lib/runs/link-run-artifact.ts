import { putLink } from '@/db/queries/run-artifacts';
import { lockRun } from '@/db/queries/run-changes';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import { createdStamp } from '@/lib/core/stamp';
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
export async function linkRunArtifact(ctx: Ctx, input: LinkRunArtifact): Promise<void> {
  const project = await resolveRunProject(ctx, input, 'update');
  const artifact = await linkedArtifact(ctx, input);
  const { revision = null, step = null } = input;
  if (
    revision !== null &&
    !(Number.isInteger(revision) && revision >= 1 && revision <= artifact.headRevision)
  ) {
    const message = `Artifact ${artifact.identifier} has no revision ${revision}.`;
    throw invalid([{ path: 'revision', message, value: revision }]);
  }
  const isKnown = await transact(ctx.db, async (tx) => {
    const found = await lockRun(tx, project.id, input.run);
    if (found === null) return false;
    if (step !== null && !found.steps.some(({ name }) => name === step)) {
      const message = `The run has no step named ${step}.`;
      throw invalid([{ path: 'step', message, value: step }]);
    }
    await putLink(tx, {
      projectId: project.id,
      runId: found.run.id,
      artifactProjectId: artifact.projectId,
      artifactId: artifact.id,
      revision,
      step,
      ...createdStamp(ctx),
    });
    await audit(tx, ctx, {
      ...runEvent('pipeline_run.link', found),
      details: { artifact: artifact.identifier, artifactId: artifact.id, revision, step },
    });
    return true;
  });
  if (!isKnown) throw await absentRun(ctx, project, input);
}

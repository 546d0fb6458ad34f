import { dropLink } from '@/db/queries/run-artifacts';
import { lockRun } from '@/db/queries/run-changes';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { linkedArtifact } from './linked-artifact';
import { absentRun, type RunAddress, resolveRunProject } from './resolve-run';
import { runEvent } from './run';
import type { LinkedArtifact } from './run-artifact';

/** Takes back that a run produced an artifact (pipeline_run:update). `not_found` when nobody said so. */
export async function unlinkRunArtifact(
  ctx: Ctx,
  input: RunAddress & { readonly artifact: LinkedArtifact },
): Promise<void> {
  const project = await resolveRunProject(ctx, input, 'update');
  const artifact = await linkedArtifact(ctx, input);
  const isKnown = await transact(ctx.db, async (tx) => {
    const found = await lockRun(tx, project.id, input.run);
    if (found === null) return false;
    const link = { projectId: project.id, runId: found.run.id, artifactId: artifact.id };
    if (!(await dropLink(tx, link)))
      throw new DomainError(
        'not_found',
        `Run ${input.run} is not said to have produced ${artifact.identifier}.`,
      );
    await audit(tx, ctx, {
      ...runEvent('pipeline_run.unlink', found),
      details: { artifact: artifact.identifier, artifactId: artifact.id },
    });
    return true;
  });
  if (!isKnown) throw await absentRun(ctx, project, input);
}

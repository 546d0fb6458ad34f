import { type FoundArtifact, findArtifact, findArtifactById } from '@/db/queries/artifacts';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Gone } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { type Artifact, isRevision, presentArtifact } from './artifact';
import { type ArtifactAddress, absentArtifact, resolveArtifact } from './resolve-artifact';

/** One artifact by names, at its head or at a revision. `not_found` carries `gone` for a deleted one. */
export async function readArtifact(
  ctx: Ctx,
  input: ArtifactAddress & { readonly revision?: number },
): Promise<Artifact> {
  const { key } = await resolveArtifact(ctx, input, 'read');
  const { revision } = input;
  const possible = revision === undefined || isRevision(revision);
  const found = key === null || !possible ? null : await findArtifact(ctx.db, key, revision ?? null);
  if (found !== null) return present(found);
  if (key !== null && revision !== undefined && (await findArtifact(ctx.db, key, null)) !== null)
    throw new DomainError('not_found', `Artifact ${input.artifact} has no revision ${revision}.`);
  throw await absentArtifact(ctx, input, key);
}

/** One artifact by row id, whatever it is called and wherever it is by now. Deleted: `not_found` with `gone`. */
export async function readArtifactById(
  ctx: Ctx,
  input: { readonly id: string; readonly revision?: number },
): Promise<Artifact> {
  const absent = `Artifact ${input.id} not found.`;
  const revision = input.revision ?? null;
  const head = isId(input.id) ? await findArtifactById(ctx.db, input.id, null) : null;
  if (head === null) {
    const code = ctx.actor.kind === 'anonymous' ? 'unauthenticated' : 'not_found';
    throw new DomainError(code, absent, { hidden: true });
  }
  const { projectId, modelId } = head.artifact;
  await authorize(ctx, { operation: 'artifact', type: 'read', projectId, resourceId: modelId }, absent);
  const gone = endOf(head);
  if (gone !== null)
    throw new DomainError('not_found', `Artifact ${head.artifact.identifier} was deleted.`, { gone });
  if (revision === null || revision === head.revision.revision) return present(head);
  const found = isRevision(revision) ? await findArtifactById(ctx.db, input.id, revision) : null;
  if (found === null)
    throw new DomainError('not_found', `Artifact ${head.artifact.identifier} has no revision ${revision}.`);
  return present(found);
}

function endOf({ artifact, projectEnd }: FoundArtifact): Gone | null {
  if (artifact.deletedAt !== null) return { at: artifact.deletedAt, by: artifact.deletedByName ?? '' };
  return projectEnd.at === null ? null : { at: projectEnd.at, by: projectEnd.by ?? '' };
}

function present({ artifact, revision, project, model, version }: FoundArtifact): Artifact {
  return presentArtifact(artifact, { project, model, version }, revision);
}

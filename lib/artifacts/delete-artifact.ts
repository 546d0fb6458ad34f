import { findHead, softDeleteArtifact } from '@/db/queries/artifacts';
import { dropDrafts } from '@/db/queries/drafts';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { deletedStamp } from '@/lib/core/stamp';
import type { Artifact } from './artifact';
import { readArtifact } from './read-artifact';
import { type ArtifactAddress, absentArtifact, resolveArtifact } from './resolve-artifact';

/** Deletes one artifact (artifact:delete) softly: its name is free again, its permalink tells who ended it and when. */
export async function deleteArtifact(ctx: Ctx, input: ArtifactAddress): Promise<void> {
  const { key } = await resolveArtifact(ctx, input, 'delete');
  const absent = () => absentArtifact(ctx, input, key);
  const head = key === null ? null : await findHead(ctx.db, key);
  if (head === null) throw await absent();
  const ended = await transact(ctx.db, async (tx) => {
    if (!(await softDeleteArtifact(tx, head.id, deletedStamp(ctx)))) return false;
    await dropDrafts(tx, head);
    await audit(tx, ctx, {
      action: 'artifact.delete',
      resourceType: 'artifact',
      resourceId: head.id,
      resourceName: head.identifier,
      projectId: head.projectId,
      details: { revision: head.headRevision },
    });
    return true;
  });
  if (!ended) throw await absent();
}

/** As {@link deleteArtifact}, answering what was deleted, as old clients expect. */
export async function takeArtifact(ctx: Ctx, input: ArtifactAddress): Promise<Artifact> {
  await resolveArtifact(ctx, input, 'delete');
  const artifact = await readArtifact(ctx, input);
  await deleteArtifact(ctx, input);
  return artifact;
}

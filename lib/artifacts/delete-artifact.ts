import { findHead, softDeleteArtifact } from '@/db/queries/artifacts';
import { dropDrafts } from '@/db/queries/drafts';
import type { Ctx } from '@/lib/core/ctx';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { Artifact } from './artifact';
import { readArtifact } from './read-artifact';
import { type ArtifactAddress, absentArtifact, resolveArtifact } from './resolve-artifact';

/** Deletes one artifact (artifact:delete) softly: its name is free again, its permalink tells who ended it and when. */
export async function deleteArtifact(ctx: Ctx, input: ArtifactAddress): Promise<void> {
  const { key, isEnded } = await endArtifact(ctx, input);
  if (!isEnded) throw await absentArtifact(ctx, input, key);
}

/** Tells whether there was one. */
const endArtifact = declareWrite({
  verb: 'deleteArtifact',
  asks: ['artifact:delete'],
  audits: ['artifact.delete'],
  example: ({ project, model, artifact }) => ({ project, model, version: null, artifact }),
  ready: async (ctx: Ctx, input: ArtifactAddress) => {
    const { key } = await resolveArtifact(ctx, input, 'delete');
    return { key, head: key === null ? null : await findHead(ctx.db, key) };
  },
  write: async ({ tx, ctx, tell, tellNothing }, { key, head }) => {
    if (head === null || !(await softDeleteArtifact(tx, head.id, deletedStamp(ctx)))) {
      tellNothing();
      return { key, isEnded: false };
    }
    await dropDrafts(tx, head);
    tell({
      action: 'artifact.delete',
      resourceType: 'artifact',
      resourceId: head.id,
      resourceName: head.identifier,
      projectId: head.projectId,
      changes: changesBetween({ identifier: head.identifier }, null),
      details: { revision: head.headRevision },
    });
    return { key, isEnded: true };
  },
});

/** As {@link deleteArtifact}, answering what was deleted, as old clients expect. */
export async function deleteAndReturnArtifact(ctx: Ctx, input: ArtifactAddress): Promise<Artifact> {
  await resolveArtifact(ctx, input, 'delete');
  const artifact = await readArtifact(ctx, input);
  await deleteArtifact(ctx, input);
  return artifact;
}

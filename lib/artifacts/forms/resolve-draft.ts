import { findHead } from '@/db/queries/artifacts';
import type { DraftKey } from '@/db/queries/drafts';
import { type ArtifactType, LEVEL_OF } from '@/lib/artifacts/artifact';
import { type ArtifactAddress, absentArtifact, resolveArtifact } from '@/lib/artifacts/resolve-artifact';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { requireOwnEyes } from '@/lib/core/own-eyes';

/** What a draft is of. `artifact` empty: one that is yet to be made. */
export interface DraftAddress extends ArtifactAddress {
  readonly type: ArtifactType;
}

/** The actor's draft of a place, if they may write there (artifact:update; artifact:create for a new one). */
export async function resolveDraft(ctx: Ctx, at: DraftAddress): Promise<DraftKey> {
  if (!Object.hasOwn(LEVEL_OF, at.type))
    throw new DomainError('invalid', `There are no artifacts of type ${at.type}.`);
  requireOwnEyes(ctx);
  const isNew = at.artifact === '';
  const { model, version, key } = await resolveArtifact(ctx, at, isNew ? 'create' : 'update');
  if (!isNew && (key === null || (await findHead(ctx.db, key)) === null))
    throw await absentArtifact(ctx, at, key);
  const ownerId = actorUserId(ctx.actor);
  if (ownerId === null) throw new DomainError('forbidden', 'Drafts are of people; the store has none.');
  const versionId = LEVEL_OF[at.type] === 'model' ? null : (version?.id ?? null);
  const { projectId, id: modelId } = model;
  return { ownerId, projectId, modelId, versionId, type: at.type, identifier: at.artifact };
}

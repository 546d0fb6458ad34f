import { createHash } from 'node:crypto';
import {
  type ArtifactWrite,
  advanceArtifact,
  insertArtifact,
  type WrittenHead,
} from '@/db/queries/artifact-writes';
import { type ArtifactKey, findArtifact } from '@/db/queries/artifacts';
import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import type { VersionRow } from '@/db/queries/versions';
import { transact } from '@/db/transact';
import { type AuditEvent, audit } from '@/lib/access/audit';
import { refusal } from '@/lib/access/authorize';
import { actorName, actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { type Artifact, type ArtifactType, LEVEL_OF } from './artifact';
import type { ArtifactSummary } from './summary';

/** A valid artifact, ready to be written. */
export interface Draft {
  readonly type: ArtifactType;
  readonly identifier: string;
  readonly body: string;
  readonly summary: ArtifactSummary;
  readonly qasIds: readonly string[];
}

/** Whose name and time clients will see, where it is not the actor's and now. */
export interface Claim {
  readonly creator: string | null;
  readonly stampedAt: Date;
}

/**
 * What may happen: making, replacing, or, with a number, replacing exactly that revision. `forced`: replacing was
 * asked for, whether it may happen or not.
 */
export interface WriteMode {
  readonly create: boolean;
  readonly replace: boolean | number;
  readonly forced: boolean;
}

/** Where an artifact goes; `version` matters to version-level ones only. */
interface StorePlace {
  readonly project: ProjectRow;
  readonly model: ModelRow;
  readonly version: VersionRow | null;
}

/**
 * Writes a draft as a new revision, with its audit row, in one transaction. `conflict` names who wrote the one that
 * is there; `precondition` who was faster; `not_found` when the place was deleted meanwhile. `told`: what else the
 * audit row says.
 */
export async function storeArtifact(
  ctx: Ctx,
  at: StorePlace,
  draft: Draft,
  mode: WriteMode,
  claim: Claim | null,
  told: AuditEvent['details'] = {},
): Promise<Artifact> {
  const key = keyIn(at, draft);
  const write = writeOf(ctx, key, draft, claim);
  const head = await transact(ctx.db, async (tx) => {
    const expected = typeof mode.replace === 'number' ? mode.replace : null;
    let head = mode.replace === false ? null : await advanceArtifact(tx, expected, write);
    if (head === null && mode.create) head = await insertArtifact(tx, newId(), write);
    // Somebody made it between the two: the insert waited for them, so it is there to be replaced now.
    if (head === null && mode.create && mode.replace === true) head = await advanceArtifact(tx, null, write);
    if (head === null) return null;
    await audit(tx, ctx, {
      action: head.headRevision === 1 ? 'artifact.create' : 'artifact.update',
      resourceType: 'artifact',
      resourceId: head.id,
      resourceName: draft.identifier,
      projectId: at.project.id,
      details: {
        revision: head.headRevision,
        sha256: write.sha256,
        ...told,
        ...(claim === null
          ? {}
          : { claimedCreator: claim.creator, claimedTime: claim.stampedAt.toISOString() }),
      },
    });
    return head;
  });
  if (head === null) throw await unwritten(ctx, at, key, mode);
  return presentWritten(at, draft, write, head);
}

/** Why nothing was written: asked only then, so that the good case costs no query. */
async function unwritten(ctx: Ctx, at: StorePlace, key: ArtifactKey, mode: WriteMode): Promise<DomainError> {
  const there = await findArtifact(ctx.db, key, null);
  const need = { operation: 'artifact', projectId: at.project.id, resourceId: at.model.id } as const;
  if (there === null) {
    if (mode.create || typeof mode.replace === 'number')
      return new DomainError('not_found', `Artifact ${key.identifier} not found.`);
    return refusal(ctx, { ...need, type: 'create' });
  }
  if (mode.forced && mode.replace === false) return refusal(ctx, { ...need, type: 'update' });
  const { revision } = there;
  const by = revision.creatorName ?? revision.createdByName;
  const when = revision.stampedAt.toISOString();
  if (typeof mode.replace === 'number')
    return new DomainError(
      'precondition',
      `Artifact '${key.identifier}' has changed since: ${revision.createdByName} wrote revision ${revision.revision} at ${revision.createdAt.toISOString()}.`,
    );
  return new DomainError(
    'conflict',
    `Artifact '${key.identifier}' already exists: written by ${by} at ${when} (the force parameter replaces it).`,
  );
}

function keyIn(at: StorePlace, draft: Draft): ArtifactKey {
  const { projectId, id: modelId } = at.model;
  const versionId = LEVEL_OF[draft.type] === 'model' ? null : (at.version?.id ?? null);
  return { projectId, modelId, versionId, identifier: draft.identifier };
}

function writeOf(ctx: Ctx, key: ArtifactKey, draft: Draft, claim: Claim | null): ArtifactWrite {
  return {
    key,
    type: draft.type,
    level: LEVEL_OF[draft.type],
    qasIds: draft.qasIds,
    summary: draft.summary,
    body: draft.body,
    sha256: createHash('sha256').update(draft.body, 'utf8').digest('hex'),
    size: Buffer.byteLength(draft.body, 'utf8'),
    stampedAt: claim?.stampedAt ?? ctx.now,
    creatorName: claim === null ? actorName(ctx.actor) : claim.creator,
    at: ctx.now,
    byId: actorUserId(ctx.actor),
    byName: actorName(ctx.actor),
  };
}

function presentWritten(at: StorePlace, draft: Draft, write: ArtifactWrite, head: WrittenHead): Artifact {
  const { key } = write;
  return {
    project: at.project.name,
    model: at.model.name,
    version: key.versionId === null ? null : (at.version?.name ?? null),
    id: head.id,
    projectId: key.projectId,
    modelId: key.modelId,
    versionId: key.versionId,
    type: draft.type,
    identifier: draft.identifier,
    level: write.level,
    headRevision: head.headRevision,
    summary: draft.summary,
    createdAt: head.createdAt,
    createdBy: head.createdByName,
    updatedAt: write.stampedAt,
    updatedBy: write.creatorName ?? write.byName,
    revision: {
      revision: head.headRevision,
      creator: write.creatorName,
      stampedAt: write.stampedAt,
      writtenBy: write.byName,
      writtenAt: write.at,
      sha256: write.sha256,
      size: write.size,
    },
    body: draft.body,
  };
}

import { createHash } from 'node:crypto';
import type { Transaction } from '@/db/client';
import {
  type ArtifactWrite,
  advanceArtifact,
  insertArtifact,
  type WrittenHead,
} from '@/db/queries/artifact-writes';
import { type ArtifactKey, findArtifact } from '@/db/queries/artifacts';
import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import { isScenarioTaken } from '@/db/queries/traces';
import type { VersionRow } from '@/db/queries/versions';
import { actorName, actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import type { AuditEvent } from '@/lib/writes/audit';
import { changesBetween } from '@/lib/writes/changes';
import type { Writing } from '@/lib/writes/write';
import { type Artifact, type ArtifactType, LEVEL_OF } from './artifact';
import type { ArtifactSummary } from './summary';

/** A valid artifact, ready to be written. */
export interface ValidArtifact {
  readonly type: ArtifactType;
  readonly identifier: string;
  readonly body: string;
  readonly summary: ArtifactSummary;
  readonly qasIds: readonly string[];
  /** Ids that the store made for scenarios of the card. */
  readonly madeIds: readonly string[];
}

/** Whose name and time clients will see, where it is not the actor's and now. */
export interface Claim {
  readonly creator: string | null;
  readonly stampedAt: Date;
}

/**
 * What may happen: a new artifact, a new revision of the one there, or, with a number, one over exactly that revision.
 * `refused`: of somebody who asked for both and may do one, the refusal of the other; thrown where only that would do.
 */
export interface WriteMode {
  readonly create: boolean;
  readonly replace: boolean | number;
  readonly refused?: DomainError | null;
}

/** Where an artifact goes; `version` matters to version-level ones only. */
export interface ArtifactParents {
  readonly project: Pick<ProjectRow, 'id' | 'name'>;
  readonly model: Pick<ModelRow, 'id' | 'name' | 'projectId'>;
  readonly version: Pick<VersionRow, 'id' | 'name'> | null;
}

type Details = AuditEvent['details'];

/**
 * Writes a valid artifact as a new revision and tells of it. `conflict` names who wrote the one that is there; `precondition` who
 * was faster; `not_found` when the place was deleted meanwhile. Whoever calls has authorized.
 */
export async function storeArtifact(
  writing: Writing<'artifact.create' | 'artifact.update'>,
  at: ArtifactParents,
  valid: ValidArtifact,
  mode: WriteMode,
  claim: Claim | null,
): Promise<Artifact> {
  const { artifact, event } = await writeRevision(writing, at, valid, mode, claim);
  if (artifact.headRevision === 1) tellOfNew(writing, event);
  else writing.tell({ action: 'artifact.update', ...event });
  return artifact;
}

/** As {@link storeArtifact}, a new artifact. `details`: what else the audit row says. */
export async function addArtifact(
  writing: Writing<'artifact.create'>,
  at: ArtifactParents,
  valid: ValidArtifact,
  details: Details,
): Promise<Artifact> {
  const mode = { create: true, replace: false };
  const { artifact, event } = await writeRevision(writing, at, valid, mode, null, details);
  tellOfNew(writing, event);
  return artifact;
}

/** As {@link storeArtifact}, over exactly this revision. */
export async function reviseArtifact(
  writing: Writing<'artifact.update'>,
  at: ArtifactParents,
  valid: ValidArtifact,
  revision: number,
  details: Details = {},
): Promise<Artifact> {
  const mode = { create: false, replace: revision };
  const { artifact, event } = await writeRevision(writing, at, valid, mode, null, details);
  writing.tell({ action: 'artifact.update', ...event });
  return artifact;
}

type Event = Omit<AuditEvent, 'action'>;

const tellOfNew = ({ tell }: Writing<'artifact.create'>, event: Event): void =>
  tell({
    action: 'artifact.create',
    ...event,
    changes: changesBetween(null, { identifier: event.resourceName }),
  });

async function writeRevision(
  { tx, ctx }: Pick<Writing, 'tx' | 'ctx'>,
  at: ArtifactParents,
  valid: ValidArtifact,
  mode: WriteMode,
  claim: Claim | null,
  details: Details = {},
): Promise<{ artifact: Artifact; event: Event }> {
  const key = keyIn(at, valid);
  const write = writeOf(ctx, key, valid, claim);
  const expected = typeof mode.replace === 'number' ? mode.replace : null;
  let head = mode.replace === false ? null : await advanceArtifact(tx, expected, write);
  if (head === null && mode.create) head = await insertArtifact(tx, newId(), write);
  // Somebody made it between the two: the insert waited for them, so it is there to be replaced now.
  if (head === null && mode.create && mode.replace === true) head = await advanceArtifact(tx, null, write);
  if (head === null) throw await whyNotWritten(tx, key, mode);
  const { madeIds } = valid;
  // The head is held by now. Whoever wrote since the numbers were chosen may have got the same.
  if (madeIds.length > 0 && (await isScenarioTaken(tx, { ...head, projectId: key.projectId }, madeIds)))
    throw new DomainError(
      'conflict',
      `Somebody else wrote ${key.identifier} at the same moment, and its requirements have the next numbers by now: send it again.`,
    );
  const event = {
    resourceType: 'artifact',
    resourceId: head.id,
    resourceName: valid.identifier,
    projectId: at.project.id,
    details: {
      revision: head.headRevision,
      sha256: write.sha256,
      ...details,
      ...(claim === null
        ? {}
        : { claimedCreator: claim.creator, claimedTime: claim.stampedAt.toISOString() }),
    },
  } as const;
  return { artifact: presentWritten(at, valid, write, head), event };
}

/** Why nothing was written: asked only then, so that the good case costs no query. */
async function whyNotWritten(tx: Transaction, key: ArtifactKey, mode: WriteMode): Promise<DomainError> {
  const there = await findArtifact(tx, key, null);
  const { refused = null } = mode;
  if (there === null)
    return refused !== null && !mode.create
      ? refused
      : new DomainError('not_found', `Artifact ${key.identifier} not found.`);
  if (refused !== null && mode.replace === false) return refused;
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

function keyIn(at: ArtifactParents, valid: ValidArtifact): ArtifactKey {
  const { projectId, id: modelId } = at.model;
  const versionId = LEVEL_OF[valid.type] === 'model' ? null : (at.version?.id ?? null);
  return { projectId, modelId, versionId, identifier: valid.identifier };
}

function writeOf(ctx: Ctx, key: ArtifactKey, valid: ValidArtifact, claim: Claim | null): ArtifactWrite {
  return {
    key,
    type: valid.type,
    level: LEVEL_OF[valid.type],
    qasIds: valid.qasIds,
    summary: valid.summary,
    body: valid.body,
    sha256: createHash('sha256').update(valid.body, 'utf8').digest('hex'),
    size: Buffer.byteLength(valid.body, 'utf8'),
    stampedAt: claim?.stampedAt ?? ctx.now,
    creatorName: claim === null ? actorName(ctx.actor) : claim.creator,
    at: ctx.now,
    byId: actorUserId(ctx.actor),
    byName: actorName(ctx.actor),
  };
}

function presentWritten(
  at: ArtifactParents,
  valid: ValidArtifact,
  write: ArtifactWrite,
  head: WrittenHead,
): Artifact {
  const { key } = write;
  return {
    project: at.project.name,
    model: at.model.name,
    version: key.versionId === null ? null : (at.version?.name ?? null),
    id: head.id,
    projectId: key.projectId,
    modelId: key.modelId,
    versionId: key.versionId,
    type: valid.type,
    identifier: valid.identifier,
    level: write.level,
    headRevision: head.headRevision,
    summary: valid.summary,
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
    body: valid.body,
  };
}

import type { ArtifactKey } from '@/db/queries/artifacts';
import { findDeletedArtifact } from '@/db/queries/artifacts';
import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import type { VersionRow } from '@/db/queries/versions';
import { absent } from '@/lib/access/absent';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { resolveModel, resolveVersion } from '@/lib/models/resolve-model';
import type { PermissionType } from '@/lib/permissions/decide';
import { LEVEL_OF } from './artifact';
import { typeOfIdentifier } from './identifier';

/** An artifact by names. `version` null asks for a model-level one; with a version those are found too. */
export interface ArtifactAddress {
  readonly project: string;
  readonly model: string;
  readonly version: string | null;
  /** The full identifier: `card.default`. */
  readonly artifact: string;
}

export interface ResolvedArtifact {
  readonly project: ProjectRow;
  readonly model: ModelRow;
  readonly version: VersionRow | null;
  /** Where it would lie: the identifier's type decides the level. Null when no artifact can bear it there. */
  readonly key: ArtifactKey | null;
}

/** The place of an artifact if the actor may do that to artifacts there. Whether it exists is for the caller to see. */
export async function resolveArtifact(
  ctx: Ctx,
  at: ArtifactAddress,
  type: PermissionType,
): Promise<ResolvedArtifact> {
  const need = { operation: 'artifact', type } as const;
  const { version: name } = at;
  const found =
    name === null
      ? { ...(await resolveModel(ctx, at, need)), version: null }
      : await resolveVersion(ctx, { ...at, version: name }, need);
  return { ...found, key: keyOf(found.model, found.version, at.artifact) };
}

function keyOf(model: ModelRow, version: VersionRow | null, identifier: string): ArtifactKey | null {
  const type = typeOfIdentifier(identifier);
  if (type === null || (LEVEL_OF[type] === 'version' && version === null)) return null;
  const versionId = LEVEL_OF[type] === 'model' ? null : (version?.id ?? null);
  return { projectId: model.projectId, modelId: model.id, versionId, identifier };
}

/** The `not_found` for an artifact of a readable model, with its end when it was deleted. */
export async function absentArtifact(
  ctx: Ctx,
  at: ArtifactAddress,
  key: ArtifactKey | null,
): Promise<DomainError> {
  const gone = key === null ? null : await findDeletedArtifact(ctx.db, key);
  const where = at.version === null ? `model ${at.model}` : `version ${at.version} of model ${at.model}`;
  const message = `Artifact ${at.artifact} of ${where} not found.`;
  if (key === null) return new DomainError('not_found', message);
  const { identifier: name, ...place } = key;
  return absent(ctx, message, { kind: 'artifact', ...place, name }, async () => true, { gone });
}

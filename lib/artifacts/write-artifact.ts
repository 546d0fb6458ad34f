import type { ModelRow } from '@/db/queries/models';
import { findModelAndVersion } from '@/db/queries/versions';
import { can, missingPermission } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import {
  authorizeParents,
  checkParentNames,
  createMissingIn,
  retryWhenOvertaken,
} from '@/lib/models/create-parents';
import { absentModel, absentVersion, authorizeModel } from '@/lib/models/resolve-model';
import { resolveProject } from '@/lib/projects/resolve-project';
import { declareWrite } from '@/lib/writes/write';
import type { Artifact } from './artifact';
import { parseArtifact } from './posted';
import { type Claim, storeArtifact, type WriteMode } from './store-artifact';
import { validArtifactOf } from './valid-artifact';

export interface WriteArtifact {
  readonly project: string;
  readonly model: string;
  readonly version: string;
  /** JSON text `{"header": …, "body": …}`; the body is stored character for character. */
  readonly artifactText: string;
  /** Replace the one that is there (a new revision; the old ones stay). */
  readonly force?: boolean;
  /** Create the model and the version where they are missing. */
  readonly parents?: boolean;
  /** Refuse names in the body that no release knows: for v1 and forms, not for the doors of old clients. */
  readonly strict?: boolean;
  /** Creator and Unix seconds that another store recorded; null or -1 for unknown. Takes view_as:read. */
  readonly claimed?: { readonly creator: string | null; readonly timestamp: number | null };
}

/**
 * Writes an artifact: a new one (artifact:create), or with `force` a new revision of the one there (artifact:update).
 * Every write is validated first. `invalid` with every complaint of the first check that fails; `conflict` names who wrote the one there and when;
 * `not_found` when model or version is missing and `parents` is not asked for.
 */
export async function writeArtifact(ctx: Ctx, input: WriteArtifact): Promise<Artifact> {
  return retryWhenOvertaken(input.model, () => writeOnce(ctx, input));
}

/** Null when somebody was faster with a model or a version that is to be made. */
const writeOnce = declareWrite({
  verb: 'writeArtifact',
  // Whoever makes a model may write into it: the store gives its maker edit on it.
  asks: ['artifact:create', 'artifact:update', 'model:create'],
  audits: ['artifact.create', 'artifact.update', 'model.create', 'version.create'],
  example: ({ project, model, version, fresh }) => ({
    project,
    model,
    version,
    artifactText: JSON.stringify({
      header: { identifier: fresh('card'), type: 'card' },
      body: { artifact_type: 'card' },
    }),
  }),
  ready: async (ctx: Ctx, input: WriteArtifact) => {
    const project = await resolveProject(ctx, input.project);
    const parents = input.parents ?? false;
    const found = parents
      ? await authorizeParents(ctx, project, input)
      : await findModelAndVersion(ctx.db, project.id, input.model, input.version);
    if (found.model === null && !parents) throw await absentModel(ctx, project, input.model);
    const mode: WriteMode =
      found.model === null
        ? { create: true, replace: false }
        : await modeOf(ctx, found.model, input.model, input.force ?? false);
    if (found.model !== null && found.version === null && !parents)
      throw await absentVersion(ctx, found.model, input.version);
    const claim = await claimOf(ctx, input.claimed);
    if (parents) checkParentNames(input);
    const posted = parseArtifact(input.artifactText);
    const scope = { projectId: project.id, modelId: found.model?.id ?? null };
    const options = { strict: input.strict ?? false, keepIdentifier: claim !== null };
    const valid = await validArtifactOf(ctx, scope, posted, options);
    return { project, found, mode, claim, valid };
  },
  write: async (writing, { project, found, mode, claim, valid }, input): Promise<Artifact | null> => {
    const parents = await createMissingIn(writing, project.id, input, found);
    if (parents !== null) return storeArtifact(writing, { project, ...parents }, valid, mode, claim);
    writing.tellNothing();
    return null;
  },
});

async function modeOf(ctx: Ctx, model: ModelRow, name: string, force: boolean): Promise<WriteMode> {
  const required = { operation: 'artifact', projectId: model.projectId, resourceId: model.id } as const;
  const create = await can(ctx, { ...required, type: 'create' });
  const replace = force && (await can(ctx, { ...required, type: 'update' }));
  if (!create && !replace) await authorizeModel(ctx, model, name, { operation: 'artifact', type: 'create' });
  if (create && replace === force) return { create, replace };
  return {
    create,
    replace,
    refused: await missingPermission(ctx, { ...required, type: create ? 'update' : 'create' }),
  };
}

const LAST = Date.UTC(2100, 0, 1) / 1000;

async function claimOf(ctx: Ctx, claimed: WriteArtifact['claimed']): Promise<Claim | null> {
  if (claimed === undefined) return null;
  const need = { operation: 'view_as', type: 'read', projectId: null } as const;
  if (!(await can(ctx, need))) throw await missingPermission(ctx, need);
  const { creator, timestamp } = claimed;
  if (creator !== null) checkName(creator, 'creator', 'free', 'header.creator');
  if (timestamp === null || timestamp === -1) return { creator, stampedAt: ctx.now };
  if (!Number.isInteger(timestamp) || timestamp < 0 || timestamp > LAST) {
    const path = 'header.timestamp';
    const message = `${path} must be Unix seconds between 1970 and 2100, not ${timestamp}.`;
    throw invalid([{ path, message, value: timestamp }]);
  }
  return { creator, stampedAt: new Date(timestamp * 1000) };
}

import { type ArtifactSort, countArtifacts, listArtifactRows } from '@/db/queries/artifact-lists';
import type { ArtifactsOf } from '@/db/queries/artifact-ranges';
import type { ProjectRow } from '@/db/queries/projects';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { resolveModel, resolveVersion } from '@/lib/models/resolve-model';
import { resolveProject } from '@/lib/projects/resolve-project';
import {
  type ArtifactHead,
  type ArtifactLevel,
  type ArtifactType,
  presentArtifactHead,
  presentRevision,
  type Revision,
} from './artifact';

export interface ListArtifacts {
  readonly project: string;
  /** Only those of this model, in all its versions. */
  readonly model?: string;
  /** Only those seen from this version of the model: its own and the model's. */
  readonly version?: string;
  readonly type?: ArtifactType;
  readonly level?: ArtifactLevel;
  /** Part of the identifier, in any case. */
  readonly search?: string;
  /** By the time of the last write, newest first (the default), or by identifier. */
  readonly sort?: ArtifactSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** An artifact in a list: its head and the facts of its head revision. */
export interface ListedArtifact extends ArtifactHead {
  readonly revision: Revision;
}

/** One page of readable artifacts of a project, a model or a version. Never touches a body. */
export async function listArtifacts(ctx: Ctx, input: ListArtifacts): Promise<Page<ListedArtifact>> {
  const { project, of } = await placeOf(ctx, input);
  const sort = input.sort ?? 'updated';
  const limit = pageLimit(input.limit);
  const choice = {
    of,
    type: input.type ?? null,
    level: input.level ?? null,
    search: input.search || null,
  };
  const { type, level, search } = choice;
  const [model, version] = [
    of.kind === 'project' ? null : of.modelId,
    of.kind === 'version' ? of.versionId : null,
  ];
  const listing = {
    list: 'artifacts',
    filter: { project: project.id, model, version, type, level, search, sort },
  };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listArtifactRows(ctx.db, choice, { sort, keyset, limit });
  const count = rows[0]?.total ?? (keyset === null ? 0 : await countArtifacts(ctx.db, choice));
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ artifact }) => [
      sort === 'identifier' ? artifact.identifier : artifact.updatedAt.toISOString(),
      artifact.id,
    ],
    (row) => ({
      ...presentArtifactHead(row.artifact, { project: project.name, model: row.model, version: row.version }),
      revision: presentRevision(row.revision),
    }),
  );
}

async function placeOf(
  ctx: Ctx,
  input: ListArtifacts,
): Promise<{ readonly project: ProjectRow; readonly of: ArtifactsOf }> {
  const need = { operation: 'artifact', type: 'read' } as const;
  if (input.model === undefined) {
    const project = await resolveProject(ctx, input.project);
    const scope = await readScope(ctx, 'artifact', project.id);
    return { project, of: { kind: 'project', projectId: project.id, scope } };
  }
  const at = { project: input.project, model: input.model };
  if (input.version === undefined) {
    const { project, model } = await resolveModel(ctx, at, need);
    return { project, of: { kind: 'model', projectId: project.id, modelId: model.id } };
  }
  const { project, model, version } = await resolveVersion(ctx, { ...at, version: input.version }, need);
  return {
    project,
    of: { kind: 'version', projectId: project.id, modelId: model.id, versionId: version.id },
  };
}

import { findDeletedModel, findModel, findProjectAndModel, type ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import { findDeletedVersion, findPlace, findProjectAndPlace, type VersionRow } from '@/db/queries/versions';
import { authorize, can } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import { resolveProject } from '@/lib/access/resolve-project';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { once } from '@/lib/core/once';

/** What the actor wants to do in a model: to it and its versions, or to artifacts in it. */
export interface ModelNeed {
  readonly operation: 'model' | 'artifact';
  readonly type: PermissionType;
}

export interface FoundModel {
  readonly project: ProjectRow;
  readonly model: ModelRow;
}

export interface FoundVersion extends FoundModel {
  readonly version: VersionRow;
}

/** The model of this name if the actor may do that there; otherwise as if it were not there, or `forbidden`. */
export async function resolveModel(
  ctx: Ctx,
  at: { readonly project: string; readonly model: string },
  need: ModelNeed,
): Promise<FoundModel> {
  const key = nameKey(at.model);
  const both = withProject(ctx, ['model', nameKey(at.project), key], () =>
    findProjectAndModel(ctx.db, nameKey(at.project), key),
  );
  const project = await resolveProject(ctx, at.project);
  const model = both === null ? await findModel(ctx.db, project.id, key) : (await both).model;
  if (model === null) throw await absentModel(ctx, project, at.model);
  await authorizeModel(ctx, model, at.model, need);
  return { project, model };
}

/**
 * Looks something up together with its project, which {@link resolveProject} then knows: one query less for each page.
 * Null where the context remembers nothing.
 */
function withProject<T extends { readonly project: ProjectRow | null }>(
  ctx: Ctx,
  [what, projectKey, ...names]: readonly [what: string, projectKey: string, ...names: string[]],
  look: () => Promise<T>,
): Promise<T> | null {
  if (ctx.lookups === undefined) return null;
  const found = once(ctx, [what, projectKey, ...names], look);
  once(ctx, ['project', projectKey], async () => (await found).project);
  return found;
}

/** As {@link resolveModel} for a version of it. `not_found` names what is missing: project, model or version. */
export async function resolveVersion(
  ctx: Ctx,
  at: { readonly project: string; readonly model: string; readonly version: string },
  need: ModelNeed,
): Promise<FoundVersion> {
  const key = nameKey(at.model);
  const all = withProject(ctx, ['place', nameKey(at.project), key, at.version], () =>
    findProjectAndPlace(ctx.db, nameKey(at.project), key, at.version),
  );
  const project = await resolveProject(ctx, at.project);
  const { model, version } = await (all ?? findPlace(ctx.db, project.id, key, at.version));
  if (model === null) throw await absentModel(ctx, project, at.model);
  await authorizeModel(ctx, model, at.model, need);
  if (version === null) throw await absentVersion(ctx, model, at.version);
  return { project, model, version };
}

/** {@link authorize} on one model, whose own role counts. */
export function authorizeModel(ctx: Ctx, model: ModelRow, name: string, need: ModelNeed): Promise<void> {
  const asked = { ...need, projectId: model.projectId, resourceId: model.id };
  return authorize(ctx, asked, `Model ${name} not found.`);
}

/** The `not_found` for a model: hidden from who may not read models there, with its end for who may. */
export async function absentModel(ctx: Ctx, project: ProjectRow, name: string): Promise<DomainError> {
  const reads = await can(ctx, { operation: 'model', type: 'read', projectId: project.id });
  const gone = reads ? await findDeletedModel(ctx.db, project.id, nameKey(name)) : null;
  return new DomainError('not_found', `Model ${name} not found.`, { hidden: !reads, gone });
}

/** The `not_found` for a version of a readable model, with its end. */
export async function absentVersion(ctx: Ctx, model: ModelRow, name: string): Promise<DomainError> {
  const gone = await findDeletedVersion(ctx.db, model, name);
  return new DomainError('not_found', `Version ${name} of model ${model.name} not found.`, { gone });
}

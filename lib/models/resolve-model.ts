import { findDeletedModel, findModel, findProjectAndModel, type ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import {
  findDeletedVersion,
  findModelAndVersion,
  findProjectModelAndVersion,
  type VersionRow,
} from '@/db/queries/versions';
import { absent } from '@/lib/access/absent';
import { authorize, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { DomainError, Gone } from '@/lib/core/domain-error';
import { once } from '@/lib/core/once';
import type { PermissionType } from '@/lib/permissions/decide';
import { resolveProject } from '@/lib/projects/resolve-project';

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
  const both = withProject(ctx, ['model', at.project, at.model], () =>
    findProjectAndModel(ctx.db, at.project, at.model),
  );
  const project = await resolveProject(ctx, at.project);
  const model = both === null ? await findModel(ctx.db, project.id, at.model) : (await both).model;
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
  [what, project, ...names]: readonly [what: string, project: string, ...names: string[]],
  look: () => Promise<T>,
): Promise<T> | null {
  if (ctx.lookups === undefined) return null;
  const found = once(ctx, [what, project, ...names], look);
  once(ctx, ['project', project], async () => (await found).project);
  return found;
}

/** As {@link resolveModel} for a version of it. `not_found` names what is missing: project, model or version. */
export async function resolveVersion(
  ctx: Ctx,
  at: { readonly project: string; readonly model: string; readonly version: string },
  need: ModelNeed,
): Promise<FoundVersion> {
  const all = withProject(ctx, ['place', at.project, at.model, at.version], () =>
    findProjectModelAndVersion(ctx.db, at.project, at.model, at.version),
  );
  const project = await resolveProject(ctx, at.project);
  const { model, version } = await (all ?? findModelAndVersion(ctx.db, project.id, at.model, at.version));
  if (model === null) throw await absentModel(ctx, project, at.model);
  await authorizeModel(ctx, model, at.model, need);
  if (version === null) throw await absentVersion(ctx, model, at.version);
  return { project, model, version };
}

/** {@link authorize} on one model, whose own role counts. */
export function authorizeModel(ctx: Ctx, model: ModelRow, name: string, need: ModelNeed): Promise<void> {
  const required = { ...need, projectId: model.projectId, resourceId: model.id };
  return authorize(ctx, required, () => notFound(ctx, model.projectId, name, { hidden: true }));
}

/** The `not_found` for a model: hidden from who may not read models there, with its end for who may. */
export async function absentModel(ctx: Ctx, project: ProjectRow, name: string): Promise<DomainError> {
  const reads = await can(ctx, { operation: 'model', type: 'read', projectId: project.id });
  const gone = reads ? await findDeletedModel(ctx.db, project.id, name) : null;
  return notFound(ctx, project.id, name, { hidden: !reads, gone });
}

function notFound(
  ctx: Ctx,
  projectId: string,
  name: string,
  details: { readonly hidden: boolean; readonly gone?: Gone | null },
): Promise<DomainError> {
  const reads = (resourceId: string) => can(ctx, { operation: 'model', type: 'read', projectId, resourceId });
  return absent(ctx, `Model ${name} not found.`, { kind: 'model', projectId, name }, reads, details);
}

/** The `not_found` for a version of a readable model, with its end. */
export async function absentVersion(ctx: Ctx, model: ModelRow, name: string): Promise<DomainError> {
  const gone = await findDeletedVersion(ctx.db, model, name);
  const { id: modelId, projectId } = model;
  const sought = { kind: 'version', projectId, modelId, name } as const;
  return absent(ctx, `Version ${name} of model ${model.name} not found.`, sought, async () => true, { gone });
}

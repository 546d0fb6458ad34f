import type { Executor } from '@/db/client';
import { findAlias } from '@/db/queries/aliases';
import { findModel, findModelById } from '@/db/queries/models';
import { findProject, findProjectById } from '@/db/queries/projects';
import { findModelAndVersion, findVersionById } from '@/db/queries/versions';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';

/** Names in an address; those that it does not hold are absent. */
export interface Address {
  readonly project: string;
  readonly model?: string;
  readonly version?: string;
}

/**
 * Where an address with former names leads today, for pages to redirect to: names that bear something still mean
 * that, others what bore them last. Null when no former name helps, or the actor may not read what it leads to.
 */
export async function resolveAlias(ctx: Ctx, address: Address): Promise<Address | null> {
  const found = await follow(ctx.db, address);
  if (found === null || !found.former) return null;
  const { projectId, modelId, ...names } = found;
  const readable =
    modelId === null
      ? await can(ctx, { operation: 'project', type: 'read', projectId })
      : await can(ctx, { operation: 'model', type: 'read', projectId, resourceId: modelId });
  if (!readable) return null;
  const { project, model, version } = names;
  return {
    project,
    ...(model === null ? {} : { model }),
    ...(version === null ? {} : { version }),
  };
}

interface Followed {
  readonly projectId: string;
  readonly modelId: string | null;
  readonly project: string;
  readonly model: string | null;
  readonly version: string | null;
  /** Whether any name on the way was a former one. */
  readonly former: boolean;
}

async function follow(db: Executor, address: Address): Promise<Followed | null> {
  const living = await findProject(db, address.project);
  const project = living ?? (await formerProject(db, address.project));
  if (project === null) return null;
  const here = { projectId: project.id, modelId: null, project: project.name, model: null, version: null };
  const former = living === null;
  if (address.model === undefined) return { ...here, former };
  const bearing = await findModel(db, project.id, address.model);
  const found =
    bearing === null
      ? await formerModel(db, project.id, address.model)
      : { model: bearing, project: project.name };
  if (found === null) return null;
  const { model } = found;
  const there = {
    projectId: model.projectId,
    modelId: model.id,
    project: found.project,
    model: model.name,
    version: null,
  };
  if (address.version === undefined) return { ...there, former: former || bearing === null };
  const { version } = await findModelAndVersion(db, model.projectId, model.name, address.version);
  const named = version ?? (await formerVersion(db, model.id, address.version));
  if (named === null) return null;
  return { ...there, version: named.name, former: former || bearing === null || version === null };
}

async function formerProject(db: Executor, name: string) {
  const id = await findAlias(db, 'project', null, name);
  return id === null ? null : findProjectById(db, id);
}

async function formerModel(db: Executor, projectId: string, name: string) {
  const id = await findAlias(db, 'model', projectId, name);
  return id === null ? null : findModelById(db, id);
}

async function formerVersion(db: Executor, modelId: string, name: string) {
  const id = await findAlias(db, 'version', modelId, name);
  return id === null ? null : findVersionById(db, id);
}

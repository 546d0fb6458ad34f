import { insertModelRole } from '@/db/queries/model-roles';
import { insertModel, type ModelRow } from '@/db/queries/models';
import { insertVersion, type VersionRow } from '@/db/queries/versions';
import { actorUserId } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import type { AuditAction } from '@/lib/writes/actions';
import { changesBetween } from '@/lib/writes/changes';
import type { Writing } from '@/lib/writes/write';

/** A new model, its creator given edit on it; null when the name is taken. Whoever calls has authorized. */
export async function createModelIn(
  { tx, ctx, tell }: Writing<'model.create'>,
  projectId: string,
  name: string,
): Promise<ModelRow | null> {
  const row = await insertModel(tx, { id: newId(), projectId, name, nameKey: nameKey(name), ...stamp(ctx) });
  if (row === null) return null;
  const creator = actorUserId(ctx.actor);
  if (creator !== null) await insertModelRole(tx, { model: row, userId: creator, ...stamp(ctx) });
  tell({ ...modelEvent('model.create', row), changes: changesBetween(null, { name }) });
  return row;
}

/** A new version; null when the model has one of this name. Whoever calls has authorized. */
export async function createVersionIn(
  { tx, ctx, tell }: Writing<'version.create'>,
  model: ModelRow,
  name: string,
): Promise<VersionRow | null> {
  const { projectId, id: modelId } = model;
  const row = await insertVersion(tx, { id: newId(), projectId, modelId, name, ...stamp(ctx) });
  if (row === null) return null;
  const event = modelEvent('version.create', model, `${model.name}/${name}`, row.id);
  tell({ ...event, changes: changesBetween(null, { name }) });
  return row;
}

/** The audit event of a model or a version of it. */
export const modelEvent = <Action extends AuditAction>(
  action: Action,
  model: ModelRow,
  name = model.name,
  id = model.id,
) =>
  ({
    action,
    resourceType: 'model',
    resourceId: id,
    resourceName: name,
    projectId: model.projectId,
  }) as const;

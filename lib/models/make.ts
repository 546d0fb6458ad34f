import type { Transaction } from '@/db/client';
import { insertModelRole } from '@/db/queries/model-roles';
import { insertModel, type ModelRow } from '@/db/queries/models';
import { insertVersion, type VersionRow } from '@/db/queries/versions';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';

/** A new model, its creator given edit on it; null when the name is taken. Whoever calls has authorized and audits. */
export async function makeModel(
  tx: Transaction,
  ctx: Ctx,
  projectId: string,
  name: string,
): Promise<ModelRow | null> {
  const row = await insertModel(tx, { id: newId(), projectId, name, nameKey: nameKey(name), ...stamp(ctx) });
  const creator = actorUserId(ctx.actor);
  if (row !== null && creator !== null)
    await insertModelRole(tx, { model: row, userId: creator, ...stamp(ctx) });
  return row;
}

/** A new version; null when the model has one of this name. Whoever calls has authorized and audits. */
export function makeVersion(
  tx: Transaction,
  ctx: Ctx,
  model: ModelRow,
  name: string,
): Promise<VersionRow | null> {
  return insertVersion(tx, {
    id: newId(),
    projectId: model.projectId,
    modelId: model.id,
    name,
    ...stamp(ctx),
  });
}

/** The audit event of a model or a version of it. */
export const modelEvent = (action: string, model: ModelRow, name = model.name, id = model.id) =>
  ({
    action,
    resourceType: 'model',
    resourceId: id,
    resourceName: name,
    projectId: model.projectId,
  }) as const;

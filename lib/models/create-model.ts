import { insertModelRole } from '@/db/queries/model-roles';
import { insertModel } from '@/db/queries/models';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly } from '@/lib/access/authorize';
import { resolveProject } from '@/lib/access/resolve-project';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { type Model, presentModel } from './model';

/**
 * Makes a model in a project and gives its creator edit on it, by the store.
 * `conflict` when the name is taken there; `invalid` for a bad name.
 */
export async function createModel(ctx: Ctx, input: { project: string; name: string }): Promise<Model> {
  const project = await resolveProject(ctx, input.project);
  await authorizeOpenly(ctx, { operation: 'model', type: 'create', projectId: project.id });
  checkName(input.name, 'model name', 'free', 'name');
  return transact(ctx.db, async (tx) => {
    const row = await insertModel(tx, {
      id: newId(),
      projectId: project.id,
      name: input.name,
      nameKey: nameKey(input.name),
      ...stamp(ctx),
    });
    if (row === null) throw new DomainError('conflict', `Model ${input.name} already exists.`);
    const creator = actorUserId(ctx.actor);
    if (creator !== null) await insertModelRole(tx, { model: row, userId: creator, ...stamp(ctx) });
    await audit(tx, ctx, {
      action: 'model.create',
      resourceType: 'model',
      resourceId: row.id,
      resourceName: row.name,
      projectId: project.id,
    });
    return presentModel(row);
  });
}

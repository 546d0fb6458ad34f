import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly } from '@/lib/access/authorize';
import { resolveProject } from '@/lib/access/resolve-project';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import { makeModel, modelEvent } from './make';
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
    const row = await makeModel(tx, ctx, project.id, input.name);
    if (row === null) throw new DomainError('conflict', `Model ${input.name} already exists.`);
    await audit(tx, ctx, modelEvent('model.create', row));
    return presentModel(row);
  });
}

import { insertAlias } from '@/db/queries/aliases';
import { updateModel } from '@/db/queries/models';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { modelEvent } from './create-in';
import { presentModel } from './model';
import { resolveModel } from './resolve-model';

/** Renames a model (model:update on it); pages with the old name lead to it. `conflict` when the name is taken. */
export const renameModel = declareWrite({
  verb: 'renameModel',
  asks: ['model:update'],
  audits: ['model.rename'],
  taken: (_, { name }) => ({ constraint: 'models_name', message: `Model ${name} already exists.` }),
  example: ({ project, model, fresh }) => ({ project, model, name: fresh('model') }),
  ready: async (ctx: Ctx, input: { project: string; model: string; name: string }) => {
    const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'update' });
    checkName(input.name, 'model name', 'free', 'name');
    return model;
  },
  write: async ({ tx, ctx, tell }, model, { name }) => {
    const row = await updateModel(tx, model.id, { name, nameKey: nameKey(name), ...updatedStamp(ctx) });
    if (row === null) throw new DomainError('not_found', `Model ${model.name} not found.`);
    if (row.name !== model.name)
      await insertAlias(tx, {
        id: newId(),
        kind: 'model',
        scopeId: model.projectId,
        name: model.name,
        targetId: model.id,
        createdAt: ctx.now,
      });
    tell({ ...modelEvent('model.rename', row), changes: changesBetween({ name: model.name }, { name }) });
    return presentModel(row);
  },
});

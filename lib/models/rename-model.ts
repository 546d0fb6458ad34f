import { insertAlias } from '@/db/queries/aliases';
import { updateModel } from '@/db/queries/models';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { orTaken } from '@/lib/access/taken';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { modelEvent } from './make';
import { type Model, presentModel } from './model';
import { resolveModel } from './resolve-model';

/** Renames a model (model:update on it); pages with the old name lead to it. `conflict` when the name is taken. */
export async function renameModel(
  ctx: Ctx,
  input: { project: string; model: string; name: string },
): Promise<Model> {
  const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'update' });
  checkName(input.name, 'model name', 'free', 'name');
  const change = { name: input.name, nameKey: nameKey(input.name), ...updatedStamp(ctx) };
  return orTaken('models_name', `Model ${input.name} already exists.`, () =>
    transact(ctx.db, async (tx) => {
      const row = await updateModel(tx, model.id, change);
      if (row === null) throw new DomainError('not_found', `Model ${input.model} not found.`);
      if (row.name !== model.name)
        await insertAlias(tx, {
          id: newId(),
          kind: 'model',
          scopeId: model.projectId,
          name: model.name,
          targetId: model.id,
          createdAt: ctx.now,
        });
      await audit(tx, ctx, { ...modelEvent('model.rename', row), details: { from: model.name } });
      return presentModel(row);
    }),
  );
}

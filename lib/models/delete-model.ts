import { lockGrants } from '@/db/queries/administrators';
import { dropDrafts } from '@/db/queries/drafts';
import { countOfModel, softDeleteModel } from '@/db/queries/models';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { modelEvent } from './make';
import { type Model, presentModel } from './model';
import { resolveModel } from './resolve-model';

/** What goes with a model or a version. */
export interface Deletion {
  readonly versions: number;
  readonly artifacts: number;
}

/** What {@link deleteModel} would take, changing nothing. The same refusals. */
export async function previewDeleteModel(
  ctx: Ctx,
  input: { project: string; model: string },
): Promise<Deletion> {
  const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'delete' });
  return countOfModel(ctx.db, model.projectId, model.id);
}

/**
 * Deletes a model with its versions and artifacts (model:delete on it), softly, and takes away what was granted on
 * it: its name may be used again and inherits nothing. Answers the model that was.
 */
export async function deleteModel(ctx: Ctx, input: { project: string; model: string }): Promise<Model> {
  const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'delete' });
  return transact(ctx.db, async (tx) => {
    await lockGrants(tx);
    const taken = await countOfModel(tx, model.projectId, model.id);
    if (!(await softDeleteModel(tx, model, deletedStamp(ctx))))
      throw new DomainError('not_found', `Model ${input.model} not found.`);
    await dropDrafts(tx, { projectId: model.projectId, modelId: model.id });
    await audit(tx, ctx, { ...modelEvent('model.delete', model), details: { ...taken } });
    return presentModel(model);
  });
}

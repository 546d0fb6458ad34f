import { lockGrants } from '@/db/queries/administrators';
import { dropDrafts } from '@/db/queries/drafts';
import { countOfModel, softDeleteModel } from '@/db/queries/models';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { modelEvent } from './create-in';
import { presentModel } from './model';
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
export const deleteModel = declareWrite({
  verb: 'deleteModel',
  asks: ['model:delete'],
  audits: ['model.delete'],
  example: ({ project, model }) => ({ project, model }),
  ready: (ctx: Ctx, input: { project: string; model: string }) =>
    resolveModel(ctx, input, { operation: 'model', type: 'delete' }),
  write: async ({ tx, ctx, tell }, { model }) => {
    await lockGrants(tx);
    const taken = await countOfModel(tx, model.projectId, model.id);
    if (!(await softDeleteModel(tx, model, deletedStamp(ctx))))
      throw new DomainError('not_found', `Model ${model.name} not found.`);
    await dropDrafts(tx, { projectId: model.projectId, modelId: model.id });
    const changes = changesBetween({ name: model.name }, null);
    tell({ ...modelEvent('model.delete', model), changes, details: { ...taken } });
    return presentModel(model);
  },
});

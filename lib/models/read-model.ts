import type { Ctx } from '@/lib/core/ctx';
import { type Model, presentModel } from './model';
import { resolveModel } from './resolve-model';

/** One model by name. `not_found` carries `gone` for a deleted one. */
export async function readModel(ctx: Ctx, input: { project: string; model: string }): Promise<Model> {
  const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'read' });
  return presentModel(model);
}

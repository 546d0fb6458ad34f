import { scenarioIdsOfCards } from '@/db/queries/traces';
import type { Ctx } from '@/lib/core/ctx';
import { resolveModel } from '@/lib/models/resolve-model';

/** Ids of the scenarios of all cards of a model (artifact:read), card by card. No body is read. */
export async function listScenarioIds(
  ctx: Ctx,
  input: { readonly project: string; readonly model: string },
): Promise<string[]> {
  const { model } = await resolveModel(ctx, input, { operation: 'artifact', type: 'read' });
  const ids = await scenarioIdsOfCards(ctx.db, { projectId: model.projectId, modelId: model.id });
  return [...new Set(ids)];
}

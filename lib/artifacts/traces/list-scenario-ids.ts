import { scenarioIdsOfCards } from '@/db/queries/traces';
import type { Ctx } from '@/lib/core/ctx';
import { resolveModel } from '@/lib/models/resolve-model';
import { mayHaveRenewed, renewedScenarios } from './renewed-scenarios';

/** Scenarios of all cards of a model, as somebody sees them who wrote at an instant. */
export interface ScenarioIds {
  readonly ids: readonly string[];
  /** Those that became another requirement under the same id since. */
  readonly renewed: readonly string[];
}

/** Ids of the scenarios of all cards of a model (artifact:read), card by card. */
export async function listScenarioIds(
  ctx: Ctx,
  input: { readonly project: string; readonly model: string; readonly since: Date },
): Promise<ScenarioIds> {
  const { model } = await resolveModel(ctx, input, { operation: 'artifact', type: 'read' });
  const at = { projectId: model.projectId, modelId: model.id };
  const cards = await scenarioIdsOfCards(ctx.db, at);
  const ids = cards.flatMap(({ qasIds }) => qasIds);
  const mayRenew = cards.some(({ headRevision }) => mayHaveRenewed(headRevision));
  const renewed = mayRenew ? await renewedScenarios(ctx.db, at) : new Map<string, Date>();
  const isRenewed = (id: string) => input.since < (renewed.get(id) ?? input.since);
  return { ids: [...new Set(ids)], renewed: [...new Set(ids.filter(isRenewed))] };
}

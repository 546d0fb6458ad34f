import { modelBodies } from '@/db/queries/traces';
import type { CardBody } from '@/lib/artifacts/body';
import type { Ctx } from '@/lib/core/ctx';
import { plainValue } from '@/lib/json/exact-json';
import { resolveModel } from '@/lib/models/resolve-model';

/** A quality attribute scenario of a card; parts that say nothing are ''. */
export interface CardScenario {
  readonly card: string;
  readonly id: string;
  readonly quality: string;
  readonly stimulus: string;
  readonly source: string;
  readonly environment: string;
  readonly response: string;
  readonly measure: string;
}

/**
 * The scenarios of all cards of a model (artifact:read), card by card, each in its card's order; an id that is there
 * twice once.
 */
export async function listScenarios(
  ctx: Ctx,
  input: { readonly project: string; readonly model: string },
): Promise<CardScenario[]> {
  const { model } = await resolveModel(ctx, input, { operation: 'artifact', type: 'read' });
  const at = { projectId: model.projectId, modelId: model.id };
  const cards = await modelBodies(ctx.db, at, 'card', null);
  const found = new Map<string, CardScenario>();
  for (const { identifier, body } of cards)
    for (const scenario of (plainValue(body) as CardBody).system_requirements ?? []) {
      const id = scenario.identifier ?? '';
      if (id !== '' && !found.has(id)) found.set(id, presentScenario(identifier, id, scenario));
    }
  return [...found.values()];
}

type Posted = NonNullable<CardBody['system_requirements']>[number];

function presentScenario(card: string, id: string, scenario: Posted): CardScenario {
  const { quality, stimulus, source, environment, response, measure } = scenario;
  return {
    card,
    id,
    quality: quality ?? '',
    stimulus: stimulus ?? '',
    source: source ?? '',
    environment: environment ?? '',
    response: response ?? '',
    measure: measure ?? '',
  };
}

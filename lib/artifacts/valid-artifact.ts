import { findArtifact } from '@/db/queries/artifacts';
import { highestScenarioNumber } from '@/db/queries/traces';
import type { Ctx } from '@/lib/core/ctx';
import { plainValue } from '@/lib/json/exact-json';
import type { ArtifactType } from './artifact';
import { identify } from './identifier';
import { parseBody } from './posted';
import { assignScenarioIds, type FormerScenarios } from './scenario-ids';
import type { ValidArtifact } from './store-artifact';
import { summarise } from './summary';
import { checkShape, type ValidationScope, validate } from './validate';

/**
 * How a body is taken: unknown names refused or kept, the identifier derived anew or left as it came, words that no list
 * has refused or, of another store's card, kept.
 */
export interface ValidationOptions {
  readonly strict: boolean;
  readonly keepIdentifier: boolean;
  readonly keepsUnlisted?: boolean;
}

/**
 * Checks a posted body and makes of it what will be stored: identifier by type, scenario ids assigned, facts for
 * lists. `invalid` with every complaint of the first check that fails, each naming field and value.
 */
export async function validArtifactOf(
  ctx: Ctx,
  scope: ValidationScope,
  posted: { readonly type: ArtifactType; readonly identifier: string; readonly bodyText: string },
  options: ValidationOptions,
): Promise<ValidArtifact> {
  const { type } = posted;
  const { value } = parseBody(type, posted.bodyText);
  checkShape(type, value, options.strict);
  const identifier = identify(posted, value, ctx.now, options.keepIdentifier);
  await validate(ctx.db, scope, type, value, { keepsUnlisted: options.keepsUnlisted ?? false });
  const { body, made } =
    type === 'card'
      ? await assignScenarioIds(posted.bodyText, identifier, () => formerScenarios(ctx, scope, identifier))
      : { body: posted.bodyText, made: [] };
  return {
    type,
    identifier,
    body,
    madeIds: made,
    ...summarise(type, body === posted.bodyText ? value : plainValue(body), body),
  };
}

/** What a card of this name gave its scenarios so far; nothing where its model is yet to be made. */
export async function formerScenarios(
  ctx: Ctx,
  { projectId, modelId }: ValidationScope,
  card: string,
): Promise<FormerScenarios> {
  if (modelId === null) return { highest: 0, head: null };
  const there = await findArtifact(ctx.db, { projectId, modelId, versionId: null, identifier: card }, null);
  return {
    highest: await highestScenarioNumber(ctx.db, { projectId, modelId }, card),
    head: there?.revision.body ?? null,
  };
}

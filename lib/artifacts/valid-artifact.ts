import type { Ctx } from '@/lib/core/ctx';
import type { ArtifactType } from './artifact';
import { identify } from './identifier';
import { parseBody } from './posted';
import { assignScenarioIds } from './scenario-ids';
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
  const body = type === 'card' ? assignScenarioIds(posted.bodyText, identifier) : posted.bodyText;
  return {
    type,
    identifier,
    body,
    ...summarise(type, body === posted.bodyText ? value : JSON.parse(body)),
  };
}

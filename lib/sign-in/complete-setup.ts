import { DomainError } from '@/lib/core/domain-error';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import type { User } from '@/lib/people/user';
import { createFirstAdministrator, type FirstAdministrator, wrongSecret } from './first-administrator';
import { isSetUp, isSetupSecret } from './setup-state';

/**
 * Makes the first administrator for whoever holds the printed secret, which works once. `conflict` when the store is
 * set up, `unauthenticated` for a wrong secret, `invalid` for a name or password that will not do.
 */
export async function completeSetup(
  requestContext: RequestContext,
  input: FirstAdministrator & { readonly secret: string },
): Promise<User> {
  const taken = new DomainError('conflict', 'This store has been set up already.');
  if (await isSetUp(requestContext.db)) throw taken;
  if (!(await isSetupSecret(requestContext.db, input.secret))) throw wrongSecret();
  const made = await createFirstAdministrator(
    ctxOf(requestContext, { kind: 'system', name: 'Set-up' }),
    input,
  );
  if (made === null) throw taken;
  return made;
}

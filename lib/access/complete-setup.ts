import { DomainError } from '@/lib/core/domain-error';
import { ctxOf, type Door } from './door';
import { createFirstAdministrator, type FirstAdministrator, wrongSecret } from './first-administrator';
import { isSetUp, isSetupSecret } from './setup-state';
import type { User } from './user';

/**
 * Makes the first administrator for whoever holds the printed secret, which works once. `conflict` when the store is
 * set up, `unauthenticated` for a wrong secret, `invalid` for a name or password that will not do.
 */
export async function completeSetup(
  door: Door,
  input: FirstAdministrator & { readonly secret: string },
): Promise<User> {
  const taken = new DomainError('conflict', 'This store has been set up already.');
  if (await isSetUp(door.db)) throw taken;
  if (!(await isSetupSecret(door.db, input.secret))) throw wrongSecret();
  const made = await createFirstAdministrator(ctxOf(door, { kind: 'system', name: 'Set-up' }), input);
  if (made === null) throw taken;
  return made;
}

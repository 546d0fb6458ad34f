import { DomainError } from '@/lib/core/domain-error';
import { ctxOf, type Door } from './door';
import { type FirstAdministrator, makeFirstAdministrator } from './first-administrator';
import { isSetUp, isSetupSecret } from './setup-state';
import type { User } from './user';

/**
 * Makes the first administrator for whoever holds the printed secret, which works once. `conflict` when the store is
 * set up, `unauthenticated` for a wrong secret, `invalid` for a name or password that will not do.
 */
export async function completeSetup(
  door: Door,
  { secret, ...administrator }: FirstAdministrator & { readonly secret: string },
): Promise<User> {
  const taken = new DomainError('conflict', 'This store has been set up already.');
  if (await isSetUp(door.db)) throw taken;
  const refused = new DomainError('unauthenticated', 'The set-up link is not the one printed last.');
  if (!(await isSetupSecret(door.db, secret))) throw refused;
  const made = await makeFirstAdministrator(
    ctxOf(door, { kind: 'system', name: 'Set-up' }),
    administrator,
    async (tx) => {
      if (!(await isSetupSecret(tx, secret))) throw refused;
    },
  );
  if (made === null) throw taken;
  return made;
}

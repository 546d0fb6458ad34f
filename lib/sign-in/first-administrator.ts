import { hasLastingAdministrator, lockGrants } from '@/db/queries/administrators';
import { insertAssignment } from '@/db/queries/assignments';
import { findRole } from '@/db/queries/roles';
import { deleteState } from '@/db/queries/store-state';
import { insertUser } from '@/db/queries/users';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { createdStamp, stamp } from '@/lib/core/stamp';
import { passwordIssues } from '@/lib/people/new-password';
import { hashPassword } from '@/lib/people/passwords';
import {
  presentUser,
  refuseIssues,
  type User,
  userEvent,
  userFacts,
  userFieldIssues,
} from '@/lib/people/user';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { isSetupSecret, SETUP_SECRET } from './setup-state';

export interface FirstAdministrator {
  readonly name: string;
  readonly password: string;
  readonly email?: string | null;
  readonly fullName?: string | null;
  /** The printed set-up secret; absent where the settings of the process name the administrator. */
  readonly secret?: string;
}

/**
 * Makes the first administrator of a store that has none, by the store itself; of two at once, one wins. Null when
 * somebody administers the store already; `unauthenticated` for a wrong secret; `invalid` when name or password will
 * not do.
 */
export const createFirstAdministrator = declareWrite({
  verb: 'createFirstAdministrator',
  asks: ['the store itself'],
  audits: ['store.set_up'],
  example: ({ fresh }) => ({ name: fresh('user'), password: fresh('a long pass phrase') }),
  ready: async (ctx: Ctx, input: FirstAdministrator) => {
    if (ctx.actor.kind !== 'system')
      throw new DomainError('forbidden', 'Only the store itself creates its first administrator.');
    refuseIssues([
      ...userFieldIssues(input),
      ...passwordIssues(input.password, [input.name, input.email, input.fullName]),
    ]);
    return { passwordHash: await hashPassword(input.password) };
  },
  write: async ({ tx: plain, ctx, tell, tellNothing }, { passwordHash }, input): Promise<User | null> => {
    const tx = await lockGrants(plain);
    if (await hasLastingAdministrator(tx)) {
      tellNothing();
      return null;
    }
    if (input.secret !== undefined && !(await isSetupSecret(tx, input.secret))) throw wrongSecret();
    const role = await findRole(tx, 'admin');
    if (role === null) throw new Error('The store has no role admin: it was never seeded.');
    const row = await insertUser(tx, {
      id: newId(),
      name: input.name,
      nameKey: nameKey(input.name),
      email: input.email ?? null,
      fullName: input.fullName ?? null,
      passwordHash,
      ...stamp(ctx),
    });
    if (row === null) throw new DomainError('conflict', `User ${input.name} already exists.`);
    await insertAssignment(tx, { id: newId(), roleId: role.id, userId: row.id, ...createdStamp(ctx) });
    await deleteState(tx, SETUP_SECRET);
    tell({ ...userEvent('store.set_up', row), changes: changesBetween(null, userFacts(row)) });
    return presentUser(row);
  },
});

export const wrongSecret = () =>
  new DomainError('unauthenticated', 'The set-up link is not the one printed last.');

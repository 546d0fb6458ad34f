import type { Transaction } from '@/db/client';
import { hasLastingAdministrator, lockGrants } from '@/db/queries/administrators';
import { insertAssignment } from '@/db/queries/assignments';
import { findRole } from '@/db/queries/roles';
import { deleteState } from '@/db/queries/store-state';
import { insertUser } from '@/db/queries/users';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { createdStamp, stamp } from '@/lib/core/stamp';
import { audit } from './audit';
import { passwordIssues } from './new-password';
import { hashPassword } from './passwords';
import { SETUP_SECRET } from './setup-state';
import { presentUser, refuseIssues, type User, userFieldIssues } from './user';

export interface FirstAdministrator {
  readonly name: string;
  readonly password: string;
  readonly email?: string | null;
  readonly fullName?: string | null;
}

/**
 * Makes the first administrator of a store that has none, in one transaction; of two at once, one wins. `admit`
 * throws when the caller may not. Null when there is an administrator already.
 */
export async function makeFirstAdministrator(
  ctx: Ctx,
  input: FirstAdministrator,
  admit: (tx: Transaction) => Promise<void>,
): Promise<User | null> {
  refuseIssues([
    ...userFieldIssues(input),
    ...passwordIssues(input.password, [input.name, input.email, input.fullName]),
  ]);
  const passwordHash = await hashPassword(input.password);
  return transact(ctx.db, async (plain) => {
    const tx = await lockGrants(plain);
    if (await hasLastingAdministrator(tx)) return null;
    await admit(tx);
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
    await audit(tx, ctx, {
      action: 'store.set_up',
      resourceType: 'user',
      resourceId: row.id,
      resourceName: row.name,
      projectId: null,
    });
    return presentUser(row);
  });
}

/**
 * The first administrator from the settings of the process, by the store itself. Null when somebody administers the
 * store already; `invalid` when name or password will not do.
 */
export function createFirstAdministrator(ctx: Ctx, input: FirstAdministrator): Promise<User | null> {
  if (ctx.actor.kind !== 'system')
    return Promise.reject(
      new DomainError('forbidden', 'Only the store itself makes its first administrator.'),
    );
  return makeFirstAdministrator(ctx, input, async () => {});
}

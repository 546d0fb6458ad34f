import { findUser, type UserRow, upgradePasswordHash } from '@/db/queries/users';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey, nameProblem } from '@/lib/core/name';
import type { Door } from './door';
import { hashPassword, verifyPassword } from './passwords';
import { reportSecurity } from './security-log';
import { checkSignInLimits, countSignInFailure, forgetSignInFailures, limitsFor } from './sign-in-limits';
import { inTurn } from './turns';

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Who signed in. `credentialEpoch` goes into client tokens. */
export interface SignedIn {
  readonly userId: string;
  readonly name: string;
  readonly credentialEpoch: number;
}

/**
 * Checks a name and a password, on every pathway the same. `unauthenticated` in the same words and after the same
 * work for unknown and wrong; `forbidden` for an inactive account, after the right password only; `busy` with
 * retryAfter when too many tries failed.
 */
export async function signIn(door: Door, { name, password }: Credentials): Promise<SignedIn> {
  const limits = limitsFor(door, name);
  return inTurn(limits.pair.bucket, async () => {
    const slipped = await checkSignInLimits(door, limits).catch((error: unknown) => {
      reportSecurity('sign_in_busy', door);
      throw error;
    });
    const user = await findAccount(door, name);
    const { ok, needsRehash } = await verifyPassword(user?.passwordHash ?? null, password);
    if (user === null || !ok) {
      reportSecurity('sign_in_failed', door, user?.id ?? null);
      await countSignInFailure(door, limits);
      throw new DomainError('unauthenticated', 'Incorrect user name or password.');
    }
    if (slipped) await forgetSignInFailures(door, limits);
    if (!user.isActive) {
      reportSecurity('sign_in_inactive', door, user.id);
      throw new DomainError('forbidden', 'This account is inactive. An administrator can activate it.');
    }
    if (needsRehash && user.passwordHash !== null)
      await upgradePasswordHash(door.db, user.id, user.passwordHash, await hashPassword(password));
    reportSecurity('sign_in_ok', door, user.id);
    return { userId: user.id, name: user.name, credentialEpoch: user.credentialEpoch };
  });
}

/** The account of a typed name; a text that can be no name is nobody's and never reaches the database. */
export async function findAccount(door: Door, name: string): Promise<UserRow | null> {
  if (nameProblem(name, 'user name', 'path') !== null) return null;
  return findUser(door.db, nameKey(name));
}

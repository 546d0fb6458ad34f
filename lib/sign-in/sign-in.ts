import { findPerson, type UserRow, upgradePasswordHash } from '@/db/queries/users';
import { reportSecurity } from '@/lib/audit/security-log';
import { DomainError } from '@/lib/core/domain-error';
import { nameProblem } from '@/lib/core/name';
import type { RequestContext } from '@/lib/core/request-context';
import { unlessNoRoom } from '@/lib/core/unless-no-room';
import { hashPassword, verifyPassword } from '@/lib/people/passwords';
import { keepRefusal } from '@/lib/writes/security';
import { fewAtOnce } from './few-at-once';
import { checkSignInLimits, countSignInFailure, limitsFor, noteSignIn } from './sign-in-limits';

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

/** Whether a password is the account's (null: of no account, which takes as long); `known` when it was noted before. */
export type PasswordCheck = (
  user: UserRow | null,
  password: string,
) => Promise<{ readonly ok: boolean; readonly needsRehash: boolean; readonly known?: boolean }>;

/** How a try is made, where it is not like one at a sign-in page. */
interface Manner {
  /** Stands in for hashing the password each time. Asked only after the limits let the try through. */
  readonly check?: PasswordCheck;
  /** Who tries is signed in as this account: guesses from elsewhere cannot keep them from it. */
  readonly proven?: boolean;
}

/**
 * Checks a name and a password, on every pathway the same. `unauthenticated` in the same words and after the same
 * work for unknown and wrong; `forbidden` for an inactive account, after the right password only; `busy` with
 * retryAfter when too many tries failed, whatever the password is.
 */
export async function signIn(
  requestContext: RequestContext,
  { name, password }: Credentials,
  { check = hashed, proven = false }: Manner = {},
): Promise<SignedIn> {
  const limits = limitsFor(requestContext, name);
  return fewAtOnce(limits.pair.bucket, async () => {
    const standing = await checkSignInLimits(requestContext, limits, proven).catch((error: unknown) => {
      reportSecurity('sign_in_busy', requestContext);
      throw error;
    });
    const user = await findAccount(requestContext, name);
    const { ok, needsRehash, known = false } = await check(user, password);
    if (user === null || !ok) {
      reportSecurity('sign_in_failed', requestContext, user?.id ?? null);
      await countSignInFailure(requestContext, limits, standing);
      await keep(requestContext, user, 'wrong password');
      throw new DomainError('unauthenticated', 'Incorrect user name or password.');
    }
    if (!user.isActive) {
      reportSecurity('sign_in_inactive', requestContext, user.id);
      await keep(requestContext, user, 'inactive account');
      throw new DomainError('forbidden', 'This account is inactive. An administrator can activate it.');
    }
    await unlessNoRoom(noteSignIn(requestContext, limits, standing));
    if (needsRehash && user.passwordHash !== null)
      await unlessNoRoom(
        upgradePasswordHash(requestContext.db, user.id, user.passwordHash, await hashPassword(password)),
      );
    if (!known) reportSecurity('sign_in_ok', requestContext, user.id);
    return { userId: user.id, name: user.name, credentialEpoch: user.credentialEpoch };
  });
}

/** A refused try, for who reads the audit: of an account that is there, or of nobody known. */
function keep(requestContext: RequestContext, user: UserRow | null, reason: string): Promise<void> {
  return keepRefusal(requestContext.db, {
    action: 'sign_in.refuse',
    at: requestContext.now,
    actor: user === null ? null : { id: user.id, name: user.name },
    requestId: requestContext.requestId,
    details: { reason: user === null ? 'unknown account' : reason, address: requestContext.address },
  });
}

const hashed: PasswordCheck = (user, password) => verifyPassword(user?.passwordHash ?? null, password);

/** The person of a name as it is typed: a service account is signed in to by nobody. A text that can be no name is nobody's and never reaches the database. */
async function findAccount(requestContext: RequestContext, name: string): Promise<UserRow | null> {
  if (nameProblem(name, 'user name', 'path') !== null) return null;
  return findPerson(requestContext.db, name);
}

import { createHmac } from 'node:crypto';
import type { RequestContext } from '@/lib/core/request-context';
import { verifyPassword } from '@/lib/people/passwords';
import { type Credentials, type PasswordCheck, type SignedIn, signIn } from './sign-in';
import { clientOf } from './sign-in-limits';

/** How long a password, once found right, is taken as right without hashing it again. */
const KEPT_MS = 60_000;
const MOST = 2_000;

type Answer = ReturnType<PasswordCheck>;

interface Verified {
  readonly until: number;
  readonly answer: Answer;
}

const SLOT = Symbol.for('assay.verifiedCredentials');
const slots = globalThis as { [SLOT]?: Map<string, Verified> };

/**
 * {@link signIn} for clients that send their password before every call: a right one is remembered for at most 60 s
 * under a keyed hash of account, password, stored hash and client, so that a new password forgets the old one at once
 * and what one address knows opens nothing to another. Only the hashing is spared: the limits and the account's row are
 * read each time.
 */
export function verifyCredentials(
  requestContext: RequestContext,
  credentials: Credentials,
): Promise<SignedIn> {
  return signIn(requestContext, credentials, {
    check: (user, password) => checkOnce(requestContext, user, password),
  });
}

function checkOnce(requestContext: RequestContext, ...[user, password]: Parameters<PasswordCheck>): Answer {
  const hash = user?.passwordHash ?? null;
  if (user === null || hash === null) return verifyPassword(hash, password);
  slots[SLOT] ??= new Map();
  const kept = slots[SLOT];
  const key = createHmac('sha256', requestContext.keys('credentials'))
    .update(JSON.stringify([user.id, password, hash, clientOf(requestContext.address)]))
    .digest('base64');
  const found = kept.get(key);
  if (found !== undefined && found.until > requestContext.now.getTime())
    return found.answer.then((answer) => ({ ...answer, known: true }));
  const answer = verifyPassword(hash, password);
  kept.delete(key);
  kept.set(key, { until: requestContext.now.getTime() + KEPT_MS, answer });
  // What was wrong is not remembered: each try counts.
  const forget = () => kept.delete(key);
  answer.then(({ ok }) => ok || forget(), forget);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
  return answer;
}

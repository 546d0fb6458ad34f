import { createHmac } from 'node:crypto';
import type { Door } from './door';
import { type Credentials, findAccount, type SignedIn, signIn } from './sign-in';

/** How long a password, once found right, is taken as right without hashing it again. */
const KEPT_MS = 60_000;
const MOST = 2_000;

interface Verified {
  readonly until: number;
  readonly answer: Promise<SignedIn>;
}

const SLOT = Symbol.for('assay.verifiedCredentials');
const slots = globalThis as { [SLOT]?: Map<string, Verified> };

/**
 * {@link signIn} for clients that send their password before every call: a right one is remembered for at most 60 s
 * under a keyed hash of name, password and the stored hash, so that a new password forgets the old one at once. The
 * account's row is read each time: inactive and deleted ones never profit.
 */
export async function verifyCredentials(door: Door, credentials: Credentials): Promise<SignedIn> {
  const user = await findAccount(door, credentials.name);
  const hash = user?.passwordHash ?? null;
  if (user === null || hash === null || !user.isActive) return signIn(door, credentials);
  slots[SLOT] ??= new Map();
  const kept = slots[SLOT];
  const key = createHmac('sha256', door.keys('credentials'))
    .update(JSON.stringify([user.id, credentials.password, hash]))
    .digest('base64');
  const found = kept.get(key);
  if (found !== undefined && found.until > door.now.getTime()) {
    await found.answer;
    return { userId: user.id, name: user.name, credentialEpoch: user.credentialEpoch };
  }
  const answer = signIn(door, credentials);
  kept.delete(key);
  kept.set(key, { until: door.now.getTime() + KEPT_MS, answer });
  // Failures are not remembered: each counts.
  answer.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
  return answer;
}

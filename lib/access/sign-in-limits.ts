import { createHmac } from 'node:crypto';
import {
  clearFailures,
  countFailure,
  type FailureBucket,
  type FailureCount,
  readFailures,
  sweepFailures,
} from '@/db/queries/sign-in-failures';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import type { Door } from './door';

interface Limit extends FailureBucket {
  /** Failures that the window takes; then everybody in the bucket waits for its end. */
  readonly most: number;
}

/**
 * Failures only, never successes. The strict one is of an account from one client; the one of an account as a
 * whole is looser and short, so that an attacker elsewhere cannot keep its owner out. All windows end by themselves.
 */
export interface SignInLimits {
  readonly pair: Limit;
  readonly account: Limit;
  readonly client: Limit;
  readonly global: Limit;
}

export function limitsFor(door: Pick<Door, 'keys' | 'address'>, name: string): SignInLimits {
  const client = clientOf(door.address);
  // Keyed, because people type passwords into the name field.
  const account = createHmac('sha256', door.keys('credentials'))
    .update(nameKey(name))
    .digest('hex')
    .slice(0, 32);
  return {
    pair: { bucket: `pair:${account}:${client}`, most: 10, windowSeconds: 900 },
    account: { bucket: `account:${account}`, most: 60, windowSeconds: 300 },
    client: { bucket: `client:${client}`, most: 100, windowSeconds: 300 },
    global: { bucket: 'global', most: 1000, windowSeconds: 60 },
  };
}

/** Throws `busy` with the seconds to wait when a bucket is full. Returns whether the pair has failures to forget. */
export async function checkSignInLimits(door: Door, limits: SignInLimits): Promise<boolean> {
  const all = Object.values(limits) as Limit[];
  const counts = await readFailures(
    door.db,
    all.map((limit) => limit.bucket),
  );
  const wait = secondsToWait(all, counts, door.now, 0);
  if (wait > 0) throw busy(wait);
  return counts.some((count) => count.bucket === limits.pair.bucket);
}

/** Counts a failure everywhere; throws `busy` when it is one more than a bucket takes (tries made at the same time). */
export async function countSignInFailure(door: Door, limits: SignInLimits): Promise<void> {
  const all = Object.values(limits) as Limit[];
  const counts = await countFailure(door.db, all, door.now);
  if (counts.some((count) => count.bucket === limits.global.bucket && count.failures === 1))
    await sweepFailures(door.db, new Date(door.now.getTime() - 3_600_000));
  const wait = secondsToWait(all, counts, door.now, 1);
  if (wait > 0) throw busy(wait);
}

/** The right password came: earlier slips of this client on this account are forgotten. */
export function forgetSignInFailures(door: Door, limits: SignInLimits): Promise<void> {
  return clearFailures(door.db, limits.pair.bucket);
}

function secondsToWait(
  limits: readonly Limit[],
  counts: readonly FailureCount[],
  now: Date,
  beyond: number,
): number {
  let wait = 0;
  for (const { bucket, most, windowSeconds } of limits) {
    const count = counts.find((candidate) => candidate.bucket === bucket);
    if (count === undefined || count.failures < most + beyond) continue;
    const left = Math.ceil((count.windowStart.getTime() - now.getTime()) / 1000) + windowSeconds;
    wait = Math.max(wait, left);
  }
  return wait;
}

function busy(seconds: number): DomainError {
  return new DomainError('busy', `Too many failed sign-ins. Try again in ${seconds} seconds.`, {
    retryAfter: seconds,
  });
}

/** An IPv6 client is its /64: one machine has them all. */
function clientOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const behind = tail === '' ? [] : tail.split(':');
    while (groups.length + behind.length < 8) groups.push('0');
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

import { createHmac } from 'node:crypto';
import {
  countFailure,
  type FailureBucket,
  type FailureCount,
  noteSuccess,
  readSignInState,
  sweepFailures,
} from '@/db/queries/sign-in-failures';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import type { RequestContext } from '@/lib/core/request-context';

/** How many failures one counter takes. */
export interface Limit extends FailureBucket {
  /** Failures that the window takes; then everybody in the bucket waits for its end. */
  readonly most: number;
}

/**
 * Failures only: a right password is counted nowhere and clears nothing. The strict one is of an account from one client;
 * the others are looser, and hold only clients that have not lately had the right password of the account, so that
 * guesses from elsewhere never keep its owner out. All windows end by themselves.
 */
export interface SignInLimits {
  readonly pair: Limit;
  readonly account: Limit;
  readonly client: Limit;
  readonly global: Limit;
}

export function limitsFor(
  requestContext: Pick<RequestContext, 'keys' | 'address'>,
  name: string,
): SignInLimits {
  const client = clientOf(requestContext.address);
  // Keyed, because people type passwords into the name field.
  const account = createHmac('sha256', requestContext.keys('credentials'))
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

/** How long an address counts as one that has had the right password; noted at most once an hour. */
const REMEMBERED_MS = 7 * 86_400_000;
const NOTED_EVERY_MS = 3_600_000;

/** What the store knew of a pair of account and client before a try. */
export interface Standing {
  /** The limits that hold the try: for a pair that lately had the right password its own, else all. */
  readonly held: readonly Limit[];
  readonly lastRight: Date | null;
}

/**
 * Throws `busy` with the seconds to wait when a bucket that holds the try is full: before anything is known of the
 * password, so that right and wrong ones are answered alike. `proven`: who tries is signed in as the account already.
 */
export async function checkSignInLimits(
  requestContext: RequestContext,
  limits: SignInLimits,
  proven = false,
): Promise<Standing> {
  const all: Limit[] = Object.values(limits);
  const buckets = all.map((limit) => limit.bucket);
  const { counts, lastRight } = await readSignInState(requestContext.db, buckets, limits.pair.bucket);
  const known = lastRight !== null && lastRight.getTime() > requestContext.now.getTime() - REMEMBERED_MS;
  const held = proven || known ? [limits.pair] : all;
  const wait = secondsToWait(held, counts, requestContext.now, 0);
  if (wait > 0) throw busy(wait);
  return { held, lastRight };
}

/** Counts a failure everywhere; throws `busy` when it is one more than a bucket takes (tries made at the same time). */
export async function countSignInFailure(
  requestContext: RequestContext,
  limits: SignInLimits,
  { held }: Standing,
): Promise<void> {
  const counts = await countFailure(requestContext.db, Object.values(limits), requestContext.now);
  if (counts.some((count) => count.bucket === limits.global.bucket && count.failures === 1))
    await sweepFailures(requestContext.db, new Date(requestContext.now.getTime() - 3_600_000));
  const wait = secondsToWait(held, counts, requestContext.now, 1);
  if (wait > 0) throw busy(wait);
}

/** The right password came from here. It takes no failure back: who guesses from the same address goes on counting. */
export async function noteSignIn(
  requestContext: RequestContext,
  limits: SignInLimits,
  { lastRight }: Standing,
): Promise<void> {
  const now = requestContext.now.getTime();
  if (lastRight !== null && lastRight.getTime() > now - NOTED_EVERY_MS) return;
  await noteSuccess(requestContext.db, limits.pair.bucket, requestContext.now, new Date(now - REMEMBERED_MS));
}

/** Seconds until none of these counters is full; 0 when none is. `beyond`: failures that each takes more. */
export function secondsToWait(
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
export function clientOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const behind = tail === '' ? [] : tail.split(':');
    while (groups.length + behind.length < 8) groups.push('0');
    groups.push(...behind);
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

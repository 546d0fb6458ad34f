import {
  deleteSession,
  findLivingSession,
  insertSession,
  sweepSessions,
  touchSession,
} from '@/db/queries/sessions';
import { findUserById } from '@/db/queries/users';
import { transact } from '@/db/transact';
import type { UserActor } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { audit } from './audit';
import { ctxOf, type Door } from './door';
import { noted } from './noted';
import { newSecret, secretHash } from './secret-text';
import { reportSecurity } from './security-log';

/** A session ends after 7 days without a request, */
const SESSION_IDLE_MS = 7 * 86_400_000;
/** and 30 days after its sign-in in any case. */
export const SESSION_ABSOLUTE_MS = 30 * 86_400_000;
/** Its last use is noted at most this often. */
const TOUCHED_EVERY_MS = 60_000;

export const idleSince = (now: Date): Date => new Date(now.getTime() - SESSION_IDLE_MS);

/** Starts a browser session for somebody who has just signed in. The secret goes into the cookie and nowhere else. */
export async function startSession(door: Door, userId: string): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret();
  const id = newId();
  const expiresAt = new Date(door.now.getTime() + SESSION_ABSOLUTE_MS);
  await transact(door.db, async (tx) => {
    const user = await findUserById(tx, userId);
    if (user === null || !user.isActive) throw new DomainError('unauthenticated', 'Sign in first.');
    await sweepSessions(tx, door.now, idleSince(door.now));
    await insertSession(tx, {
      id,
      userId,
      tokenHash: secretHash(secret),
      createdAt: door.now,
      lastSeenAt: door.now,
      expiresAt,
      userAgent: door.userAgent?.replaceAll('\0', '').slice(0, 400) ?? null,
      address: door.address,
    });
    const actor: UserActor = { kind: 'session', userId, name: user.name, credentialId: id, limit: null };
    await audit(tx, ctxOf(door, actor), {
      action: 'session.start',
      resourceType: 'session',
      resourceId: id,
      resourceName: user.name,
      projectId: null,
    });
  });
  reportSecurity('session_started', door, userId);
  return { secret, expiresAt };
}

/** The person of a session secret, read on every request; null when it is unknown, ended, idle or its user inactive. */
export async function actorFromSession(door: Door, secret: string): Promise<UserActor | null> {
  if (!/^[\w-]{43}$/.test(secret)) return null;
  const row = await findLivingSession(door.db, secretHash(secret), door.now, idleSince(door.now));
  if (row === null) return null;
  const stale = new Date(door.now.getTime() - TOUCHED_EVERY_MS);
  if (row.lastSeenAt < stale) await noted(touchSession(door.db, row.id, door.now, stale));
  const { id, userId, userName: name } = row;
  const held = { grants: row.grants, at: door.now };
  return { kind: 'session', userId, name, credentialId: id, limit: null, held };
}

/** Signs out: ends the session of this secret, if it is there. */
export async function endSessionOfSecret(door: Door, secret: string): Promise<void> {
  const actor = await actorFromSession(door, secret);
  if (actor === null || actor.credentialId === null) return;
  const id = actor.credentialId;
  await transact(door.db, async (tx) => {
    if (!(await deleteSession(tx, id))) return;
    await audit(tx, ctxOf(door, actor), {
      action: 'session.end',
      resourceType: 'session',
      resourceId: id,
      resourceName: actor.name,
      projectId: null,
    });
  });
}

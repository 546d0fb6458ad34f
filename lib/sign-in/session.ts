import {
  deleteSession,
  findLivingSession,
  insertSession,
  type LivingSession,
  sweepSessions,
  touchSession,
} from '@/db/queries/sessions';
import { findUserById } from '@/db/queries/users';
import { clearView } from '@/db/queries/views';
import { reportSecurity } from '@/lib/audit/security-log';
import type { UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { notSignedIn } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import { unlessNoRoom } from '@/lib/core/unless-no-room';
import { newSecret, secretHash } from '@/lib/secrets/secret-text';
import { endView, viewEvent } from '@/lib/viewing/end-view';
import { viewedActor } from '@/lib/viewing/viewed-actor';
import type { AuditAction } from '@/lib/writes/actions';
import { declareWrite } from '@/lib/writes/write';
import type { SignedIn } from './sign-in';

/** A session ends after 7 days without a request, */
const SESSION_IDLE_MS = 7 * 86_400_000;
/** and 30 days after its sign-in in any case. */
export const SESSION_ABSOLUTE_MS = 30 * 86_400_000;
/** A session's last use is noted at most this often. */
const TOUCHED_EVERY_MS = 60_000;

export const idleSince = (now: Date): Date => new Date(now.getTime() - SESSION_IDLE_MS);

/** Starts a browser session for somebody who has just signed in. The secret goes into the cookie and nowhere else. */
export async function startSession(
  requestContext: RequestContext,
  { userId, name }: Pick<SignedIn, 'userId' | 'name'>,
): Promise<{ secret: string; expiresAt: Date }> {
  const id = newId();
  const secret = newSecret();
  const ctx = ctxOf(requestContext, { kind: 'session', userId, name, credentialId: id, limit: null });
  const { userAgent, address } = requestContext;
  const expiresAt = await insertStarted(ctx, { id, userId, secret, userAgent, address });
  reportSecurity('session_started', requestContext, userId);
  return { secret, expiresAt };
}

interface Started {
  readonly id: string;
  readonly userId: string;
  readonly secret: string;
  readonly userAgent: string | null;
  readonly address: string;
}

const insertStarted = declareWrite({
  verb: 'startSession',
  asks: ['shown secret'],
  audits: ['session.start'],
  example: async ({ idOf }) => ({
    id: newId(),
    userId: await idOf('user'),
    secret: newSecret(),
    userAgent: null,
    address: '192.0.2.1',
  }),
  ready: async (_: Ctx, input: Started) => input,
  write: async ({ tx, ctx, tell }, { id, userId, secret, userAgent, address }) => {
    const expiresAt = new Date(ctx.now.getTime() + SESSION_ABSOLUTE_MS);
    const user = await findUserById(tx, userId);
    if (user === null || !user.isActive || user.kind !== 'person') throw notSignedIn();
    await sweepSessions(tx, ctx.now, idleSince(ctx.now));
    await insertSession(tx, {
      id,
      userId,
      tokenHash: secretHash(secret),
      createdAt: ctx.now,
      lastSeenAt: ctx.now,
      expiresAt,
      userAgent: userAgent?.replaceAll('\0', '').slice(0, 400) ?? null,
      address,
    });
    tell(sessionEvent('session.start', id, user.name));
    return expiresAt;
  },
});

/** The audit event of a session. */
export const sessionEvent = <Action extends AuditAction>(action: Action, id: string, name: string) =>
  ({ action, resourceType: 'session', resourceId: id, resourceName: name, projectId: null }) as const;

/**
 * The person of a session secret, read on every request; null when it is unknown, ended, idle or its user inactive. Where
 * the session views as somebody, who is viewed, with the viewer beside them.
 */
export async function actorFromSession(
  requestContext: RequestContext,
  secret: string,
): Promise<UserActor | null> {
  const row = await livingSession(requestContext, secret);
  if (row === null) return null;
  const actor = ownerOf(requestContext, row);
  const { id: session, viewingId: personId, viewingUntil: until } = row;
  if (personId === null || until === null) return actor;
  return viewedActor(requestContext, actor, row.grants, { session, personId, until });
}

async function livingSession(requestContext: RequestContext, secret: string): Promise<LivingSession | null> {
  if (!/^[\w-]{43}$/.test(secret)) return null;
  const { db, now } = requestContext;
  const row = await findLivingSession(db, secretHash(secret), now, idleSince(now));
  const stale = new Date(now.getTime() - TOUCHED_EVERY_MS);
  if (row !== null && row.lastSeenAt < stale) await unlessNoRoom(touchSession(db, row.id, now, stale));
  return row;
}

/** Whom a session signs in, whomever it views as. */
function ownerOf({ now }: RequestContext, { id, userId, userName: name, grants }: LivingSession): UserActor {
  return { kind: 'session', userId, name, credentialId: id, limit: null, held: { grants, at: now } };
}

/** Ends the view of the session of this secret, if it has one; the session goes on. Whom it had viewed as, or null. */
export async function stopViewing(requestContext: RequestContext, secret: string): Promise<string | null> {
  const actor = await actorFromSession(requestContext, secret);
  const row = await livingSession(requestContext, secret);
  if (row === null || actor?.viewer === undefined) return null;
  await endView(ctxOf(requestContext, ownerOf(requestContext, row)), { session: row.id, ending: 'stopped' });
  return actor.name;
}

/** Signs out: ends the session of this secret, if it is there, and what it views as before. */
export async function endSessionOfSecret(requestContext: RequestContext, secret: string): Promise<void> {
  const row = await livingSession(requestContext, secret);
  if (row === null) return;
  await deleteEnded(ctxOf(requestContext, ownerOf(requestContext, row)), { id: row.id });
}

const deleteEnded = declareWrite({
  verb: 'endSessionOfSecret',
  asks: ['shown secret'],
  audits: ['session.end', 'user.view_as_end'],
  example: ({ session }) => ({ id: session }),
  ready: async (_: Ctx, input: { id: string }) => input,
  write: async ({ tx, tell, tellNothing }, { id }): Promise<void> => {
    const viewed = await clearView(tx, id);
    if (viewed !== null) tell({ ...viewEvent('user.view_as_end', viewed), details: { ending: 'sign_out' } });
    const owner = await deleteSession(tx, id);
    if (owner === null) tellNothing();
    else tell(sessionEvent('session.end', id, owner));
  },
});

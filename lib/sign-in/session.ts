import {
  deleteSession,
  findLivingSession,
  insertSession,
  sweepSessions,
  touchSession,
} from '@/db/queries/sessions';
import { findUserById } from '@/db/queries/users';
import { reportSecurity } from '@/lib/audit/security-log';
import type { UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { notSignedIn } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import { unlessNoRoom } from '@/lib/core/unless-no-room';
import { newSecret, secretHash } from '@/lib/secrets/secret-text';
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

/** The person of a session secret, read on every request; null when it is unknown, ended, idle or its user inactive. */
export async function actorFromSession(
  requestContext: RequestContext,
  secret: string,
): Promise<UserActor | null> {
  if (!/^[\w-]{43}$/.test(secret)) return null;
  const row = await findLivingSession(
    requestContext.db,
    secretHash(secret),
    requestContext.now,
    idleSince(requestContext.now),
  );
  if (row === null) return null;
  const stale = new Date(requestContext.now.getTime() - TOUCHED_EVERY_MS);
  if (row.lastSeenAt < stale)
    await unlessNoRoom(touchSession(requestContext.db, row.id, requestContext.now, stale));
  const { id, userId, userName: name } = row;
  const held = { grants: row.grants, at: requestContext.now };
  return { kind: 'session', userId, name, credentialId: id, limit: null, held };
}

/** Signs out: ends the session of this secret, if it is there. */
export async function endSessionOfSecret(requestContext: RequestContext, secret: string): Promise<void> {
  const actor = await actorFromSession(requestContext, secret);
  if (actor === null || actor.credentialId === null) return;
  await deleteEnded(ctxOf(requestContext, actor), { id: actor.credentialId });
}

const deleteEnded = declareWrite({
  verb: 'endSessionOfSecret',
  asks: ['shown secret'],
  audits: ['session.end'],
  example: ({ session }) => ({ id: session }),
  ready: async (_: Ctx, input: { id: string }) => input,
  write: async ({ tx, tell, tellNothing }, { id }): Promise<void> => {
    const owner = await deleteSession(tx, id);
    if (owner === null) tellNothing();
    else tell(sessionEvent('session.end', id, owner));
  },
});

import { livingSessionsOf, type SessionRow } from '@/db/queries/sessions';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import { viewerOf } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { requireOwnEyes } from '@/lib/core/own-eyes';
import { accountOwner } from '@/lib/people/own-account';
import { resolveUser } from '@/lib/people/resolve-user';
import { idleSince } from './session';

/** A browser session as verbs answer it. Instants in UTC. */
export interface Session {
  readonly id: string;
  readonly createdAt: Date;
  /** Within a minute. */
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string | null;
  readonly address: string | null;
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

/** Living sessions of the actor, or of `user` for who may `user:update`; the last used first. */
export async function listSessions(ctx: Ctx, input: { user?: string } = {}): Promise<Session[]> {
  const userId = await sessionsOwner(ctx, input.user, 'read');
  const rows = await livingSessionsOf(ctx.db, userId, ctx.now, idleSince(ctx.now));
  return rows.map((row) => presentSession(ctx, row));
}

export function presentSession({ actor }: Ctx, row: SessionRow): Session {
  return {
    id: row.id,
    createdAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    expiresAt: row.expiresAt,
    userAgent: row.userAgent,
    address: row.address,
    current: actor.kind === 'session' && actor.credentialId === row.id,
  };
}

const UPDATE_USERS = { operation: 'user', type: 'update', projectId: null } as const;

/** Whether the actor is told of the sessions of others, with their own eyes. */
export const readsSessions = async (ctx: Ctx): Promise<boolean> =>
  viewerOf(ctx.actor) === undefined && (await can(ctx, UPDATE_USERS));

/** Whose sessions are meant, once it is clear that the actor may have to do with them. */
export async function sessionsOwner(
  ctx: Ctx,
  user: string | undefined,
  type: 'read' | 'write',
): Promise<string> {
  if (user === undefined) return accountOwner(ctx, type).userId;
  const row = await resolveUser(ctx, user);
  if (ctx.actor.kind !== 'system' && ctx.actor.kind !== 'anonymous' && row.id === ctx.actor.userId)
    return accountOwner(ctx, type).userId;
  requireOwnEyes(ctx);
  await authorizeOpenly(ctx, UPDATE_USERS);
  return row.id;
}

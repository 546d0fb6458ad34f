import { deleteSessionsOf } from '@/db/queries/sessions';
import { raiseCredentialEpoch } from '@/db/queries/users';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { sessionsOwner } from './list-sessions';

interface EndAllSessions {
  /** The actor when absent. */
  readonly user?: string;
  readonly keepCurrent?: boolean;
}

/**
 * Ends all sessions and client tokens of the actor, or of `user` with `user:update`; `keepCurrent` leaves the
 * session that asks. API tokens stay: revoke those one by one. Returns how many sessions ended.
 */
export const endAllSessions = declareWrite({
  verb: 'endAllSessions',
  asks: ['own account', 'user:update'],
  audits: ['session.end_all'],
  example: ({ user }) => ({ user }),
  ready: (ctx: Ctx, input: EndAllSessions) => sessionsOwner(ctx, input.user, 'write'),
  moves: (userId, ctx) => userId !== actorUserId(ctx.actor),
  move: endAll,
  write: endAll,
});

async function endAll(
  { tx, ctx, tell }: Writing<'session.end_all'>,
  userId: string,
  input: EndAllSessions,
): Promise<{ sessionsEnded: number }> {
  const current = ctx.actor.kind === 'session' ? ctx.actor.credentialId : null;
  const keep = input.keepCurrent === true ? current : null;
  const { count: sessionsEnded, viewed } = await deleteSessionsOf(tx, userId, keep);
  const name = await raiseCredentialEpoch(tx, userId);
  tell({
    action: 'session.end_all',
    resourceType: 'user',
    resourceId: userId,
    resourceName: name,
    projectId: null,
    details: { sessionsEnded, ...(viewed.length > 0 && { viewsEnded: viewed }) },
  });
  return { sessionsEnded };
}

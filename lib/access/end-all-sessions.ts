import type { Transaction } from '@/db/client';
import { deleteSessionsOf } from '@/db/queries/sessions';
import { raiseCredentialEpoch } from '@/db/queries/users';
import { transact } from '@/db/transact';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { audit } from './audit';
import { sessionsOwner } from './list-sessions';
import { movePower } from './move-power';

/**
 * Ends all sessions and client tokens of the actor, or of `user` with `user:update`; `keepCurrent` leaves the
 * session that asks. API tokens stay: revoke those one by one. Returns how many sessions ended.
 */
export async function endAllSessions(
  ctx: Ctx,
  input: { user?: string; keepCurrent?: boolean } = {},
): Promise<{ sessionsEnded: number }> {
  const userId = await sessionsOwner(ctx, input.user, 'write');
  const current = ctx.actor.kind === 'session' ? ctx.actor.credentialId : null;
  const end = async (tx: Transaction) => {
    const sessionsEnded = await deleteSessionsOf(tx, userId, input.keepCurrent === true ? current : null);
    await raiseCredentialEpoch(tx, userId);
    const event = {
      action: 'session.end_all',
      resourceType: 'user' as const,
      resourceId: userId,
      resourceName: input.user ?? 'me',
      projectId: null,
      details: { sessionsEnded },
    };
    return { result: { sessionsEnded }, event };
  };
  if (userId !== actorUserId(ctx.actor)) return movePower(ctx, end);
  return transact(ctx.db, async (tx) => {
    const { result, event } = await end(tx);
    await audit(tx, ctx, event);
    return result;
  });
}

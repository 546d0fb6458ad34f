import { deleteSessionsOf } from '@/db/queries/sessions';
import { raiseCredentialEpoch } from '@/db/queries/users';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { audit } from './audit';
import { sessionsOwner } from './list-sessions';

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
  return transact(ctx.db, async (tx) => {
    const sessionsEnded = await deleteSessionsOf(tx, userId, input.keepCurrent === true ? current : null);
    await raiseCredentialEpoch(tx, userId);
    await audit(tx, ctx, {
      action: 'session.end_all',
      resourceType: 'user',
      resourceId: userId,
      resourceName: input.user ?? 'me',
      projectId: null,
      details: { sessionsEnded },
    });
    return { sessionsEnded };
  });
}

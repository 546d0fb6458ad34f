import { deleteSession, findSessionById } from '@/db/queries/sessions';
import { transact } from '@/db/transact';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { audit } from './audit';
import { authorize } from './authorize';
import { movePower } from './move-power';
import { accountOwner } from './own-account';

/** Ends a session at once: one's own, or anybody's with `user:update`. */
export async function endSession(ctx: Ctx, input: { id: string }): Promise<void> {
  const absent = `Session ${input.id} not found.`;
  const session = isId(input.id) ? await findSessionById(ctx.db, input.id) : null;
  const own = session !== null && session.userId === actorUserId(ctx.actor);
  if (own) accountOwner(ctx, 'write');
  else await authorize(ctx, { operation: 'user', type: 'update', projectId: null }, absent);
  if (session === null) throw new DomainError('not_found', absent);
  const event = {
    action: 'session.end',
    resourceType: 'session' as const,
    resourceId: session.id,
    resourceName: session.userId,
    projectId: null,
  };
  if (own)
    await transact(ctx.db, async (tx) => {
      if (await deleteSession(tx, session.id)) await audit(tx, ctx, event);
    });
  else
    await movePower(ctx, async (tx) => {
      const ended = await deleteSession(tx, session.id);
      return { result: undefined, event: ended ? event : null };
    });
}

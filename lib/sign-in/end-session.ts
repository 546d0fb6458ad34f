import { deleteSession, findSessionById } from '@/db/queries/sessions';
import { clearView } from '@/db/queries/views';
import { authorize } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { accountOwner } from '@/lib/people/own-account';
import { viewEvent } from '@/lib/viewing/end-view';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { sessionEvent } from './session';

/** Ends a session at once: one's own, or anybody's with `user:update`. */
export const endSession = declareWrite({
  verb: 'endSession',
  asks: ['own account', 'user:update'],
  audits: ['session.end', 'user.view_as_end'],
  example: ({ session }) => ({ id: session }),
  ready: async (ctx: Ctx, input: { id: string }) => {
    const absentText = `Session ${input.id} not found.`;
    const session = isId(input.id) ? await findSessionById(ctx.db, input.id) : null;
    const own = session !== null && session.userId === actorUserId(ctx.actor);
    if (own) accountOwner(ctx, 'write');
    else await authorize(ctx, { operation: 'user', type: 'update', projectId: null }, absentText);
    if (session === null) throw new DomainError('not_found', absentText);
    return { session, own };
  },
  moves: ({ own }) => !own,
  move: (moving, { session }) => end(moving, session),
  write: (writing, { session }) => end(writing, session),
});

async function end(
  { tx, tell, tellNothing }: Writing<'session.end' | 'user.view_as_end'>,
  { id }: { id: string },
): Promise<void> {
  const viewed = await clearView(tx, id);
  if (viewed !== null) tell({ ...viewEvent('user.view_as_end', viewed), details: { ending: 'session' } });
  const owner = await deleteSession(tx, id);
  if (owner === null) tellNothing();
  else tell(sessionEvent('session.end', id, owner));
}

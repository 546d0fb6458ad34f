import { findToken, revokeTokenRow, type TokenRow } from '@/db/queries/tokens';
import { authorize } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { accountOwner } from '@/lib/people/own-account';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { tokenEvent } from './token';

/** Ends a token at once, one's own or, with `token:delete`, anybody's. Doing it again changes nothing. */
export const revokeToken = declareWrite({
  verb: 'revokeToken',
  asks: ['own account', 'token:delete'],
  audits: ['token.revoke'],
  example: ({ token }) => ({ id: token }),
  ready: async (ctx: Ctx, input: { id: string }) => {
    const absentText = `Token ${input.id} not found.`;
    const token = isId(input.id) ? await findToken(ctx.db, input.id) : null;
    const own = token !== null && token.userId === actorUserId(ctx.actor);
    if (own) accountOwner(ctx, 'write');
    else await authorize(ctx, { operation: 'token', type: 'delete', projectId: null }, absentText);
    if (token === null) throw new DomainError('not_found', absentText);
    return { token, own };
  },
  moves: ({ own }) => !own,
  move: (moving, { token }) => end(moving, token),
  write: (writing, { token }) => end(writing, token),
});

async function end({ tx, ctx, tell, tellNothing }: Writing<'token.revoke'>, token: TokenRow): Promise<void> {
  if (!(await revokeTokenRow(tx, token.id, ctx.now))) return tellNothing();
  tell({
    ...tokenEvent('token.revoke', token),
    changes: changesBetween({ revokedAt: null }, { revokedAt: ctx.now.toISOString() }),
    details: { prefix: token.prefix },
  });
}

import { findServiceAccountById } from '@/db/queries/service-accounts';
import { findToken, revokeTokenRow, type TokenRow } from '@/db/queries/tokens';
import { authorize } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { accountOwner } from '@/lib/people/own-account';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { managesTokensOf } from './manages-tokens';
import { tokenEvent } from './token';

/**
 * Ends a token at once: one's own; one of a service account for who may manage its tokens; or, with `token:delete`,
 * anybody's. Doing it again changes nothing.
 */
export const revokeToken = declareWrite({
  verb: 'revokeToken',
  asks: ['own account', 'own team', 'user:update', 'token:delete'],
  audits: ['token.revoke'],
  example: ({ token }) => ({ id: token }),
  ready: async (ctx: Ctx, input: { id: string }) => {
    const absentText = `Token ${input.id} not found.`;
    const token = isId(input.id) ? await findToken(ctx.db, input.id) : null;
    const own = token !== null && token.userId === actorUserId(ctx.actor);
    if (own) accountOwner(ctx, 'write');
    else if (token === null || !(await managesTokensOf(ctx, token.userId)))
      await authorize(ctx, { operation: 'token', type: 'delete', projectId: null }, absentText);
    if (token === null) throw new DomainError('not_found', absentText);
    return { token, own, account: await serviceNameOf(ctx, token) };
  },
  moves: ({ own }) => !own,
  move: end,
  write: end,
});

interface ToEnd {
  readonly token: TokenRow;
  /** Name of the service account that it is of; null for a person's. */
  readonly account: string | null;
}

async function end(
  { tx, ctx, tell, tellNothing }: Writing<'token.revoke'>,
  { token, account }: ToEnd,
): Promise<void> {
  if (!(await revokeTokenRow(tx, token.id, ctx.now))) return tellNothing();
  tell({
    ...tokenEvent('token.revoke', token),
    changes: changesBetween({ revokedAt: null }, { revokedAt: ctx.now.toISOString() }),
    details: { prefix: token.prefix, ...(account !== null && { account }) },
  });
}

const serviceNameOf = async ({ db }: Ctx, { userId }: TokenRow): Promise<string | null> =>
  (await findServiceAccountById(db, userId))?.account.name ?? null;

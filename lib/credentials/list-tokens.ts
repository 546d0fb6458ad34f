import { tokensOf } from '@/db/queries/tokens';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { accountOwner } from '@/lib/people/own-account';
import { resolveUser } from '@/lib/people/resolve-user';
import { presentToken, type TokenRecord } from './token';

/** What one answer holds at most; people have a handful. */
const MOST = 1000;

/**
 * Tokens of the actor; of somebody else (`user`) or of everybody (`everybody`) for who may `token:read`. Newest
 * first, revoked and expired ones included.
 */
export async function listTokens(
  ctx: Ctx,
  input: { user?: string; everybody?: boolean } = {},
): Promise<TokenRecord[]> {
  const userId = await whose(ctx, input);
  return (await tokensOf(ctx.db, userId, MOST)).map(presentToken);
}

async function whose(
  ctx: Ctx,
  { user, everybody }: { user?: string; everybody?: boolean },
): Promise<string | null> {
  if (user === undefined && everybody !== true) return accountOwner(ctx, 'read').userId;
  await authorizeOpenly(ctx, { operation: 'token', type: 'read', projectId: null });
  return user === undefined ? null : (await resolveUser(ctx, user)).id;
}

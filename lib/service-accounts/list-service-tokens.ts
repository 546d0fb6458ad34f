import { tokensOf } from '@/db/queries/tokens';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { readsTokens } from '@/lib/credentials/manages-tokens';
import { presentToken, type TokenRecord } from '@/lib/credentials/token';
import { resolveServiceAccount } from './resolve-service-account';

/** What one answer holds at most; an account has a handful. */
const MOST = 1000;

/** Tokens of a service account, newest first, ended ones included: for who leads the team that owns it, or may `token:read`. */
export async function listServiceTokens(
  ctx: Ctx,
  input: { readonly serviceAccount: string },
): Promise<TokenRecord[]> {
  const { account } = await resolveServiceAccount(ctx, input.serviceAccount);
  if (!(await readsTokens(ctx, account)))
    await authorizeOpenly(ctx, { operation: 'token', type: 'read', projectId: null });
  return (await tokensOf(ctx.db, account.id, MOST)).map(presentToken);
}

/** Whether {@link listServiceTokens} would answer the actor. */
export async function mayListServiceTokens(
  ctx: Ctx,
  input: { readonly serviceAccount: string },
): Promise<boolean> {
  return readsTokens(ctx, (await resolveServiceAccount(ctx, input.serviceAccount)).account);
}

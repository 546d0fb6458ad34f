import { findToken, revokeTokenRow } from '@/db/queries/tokens';
import { transact } from '@/db/transact';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { audit } from './audit';
import { authorize } from './authorize';
import { movePower } from './move-power';
import { accountOwner } from './own-account';

/** Ends a token at once, one's own or, with `token:delete`, anybody's. Doing it again changes nothing. */
export async function revokeToken(ctx: Ctx, input: { id: string }): Promise<void> {
  const absent = `Token ${input.id} not found.`;
  const token = isId(input.id) ? await findToken(ctx.db, input.id) : null;
  const own = token !== null && token.userId === actorUserId(ctx.actor);
  if (own) accountOwner(ctx, 'write');
  else await authorize(ctx, { operation: 'token', type: 'delete', projectId: null }, absent);
  if (token === null) throw new DomainError('not_found', absent);
  const event = {
    action: 'token.revoke',
    resourceType: 'token' as const,
    resourceId: token.id,
    resourceName: token.name,
    projectId: null,
    details: { prefix: token.prefix },
  };
  if (own)
    await transact(ctx.db, async (tx) => {
      if (await revokeTokenRow(tx, token.id, ctx.now)) await audit(tx, ctx, event);
    });
  else
    await movePower(ctx, async (tx) => {
      const ended = await revokeTokenRow(tx, token.id, ctx.now);
      return { result: undefined, event: ended ? event : null };
    });
}

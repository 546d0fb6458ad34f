import { findToken, revokeTokenRow } from '@/db/queries/tokens';
import { transact } from '@/db/transact';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { audit } from './audit';
import { authorize } from './authorize';
import { accountOwner } from './own-account';

/** Ends a token at once, one's own or, with `token:delete`, anybody's. Doing it again changes nothing. */
export async function revokeToken(ctx: Ctx, input: { id: string }): Promise<void> {
  const absent = `Token ${input.id} not found.`;
  const token = isId(input.id) ? await findToken(ctx.db, input.id) : null;
  if (token !== null && token.userId === actorUserId(ctx.actor)) accountOwner(ctx, 'write');
  else await authorize(ctx, { operation: 'token', type: 'delete', projectId: null }, absent);
  if (token === null) throw new DomainError('not_found', absent);
  await transact(ctx.db, async (tx) => {
    if (!(await revokeTokenRow(tx, token.id, ctx.now))) return;
    await audit(tx, ctx, {
      action: 'token.revoke',
      resourceType: 'token',
      resourceId: token.id,
      resourceName: token.name,
      projectId: null,
      details: { prefix: token.prefix },
    });
  });
}

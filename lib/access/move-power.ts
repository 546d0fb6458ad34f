import { hasLastingAdministrator, lockGrants, type PowerTransaction } from '@/db/queries/administrators';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { type Granter, granterOf } from '@/lib/writes/granter';
import { requireRecentSignIn } from '@/lib/writes/recent-sign-in';
import { type AuditEvent, audit } from './audit';

/**
 * One move of power, alone among all such moves: a change of who may do what, of what opens an account, or of the names
 * by which people are given something. Whoever makes it has shown a credential within the hour; the grants are locked
 * first, the actor's own are read under the lock, at least one lasting administrator remains or nothing happens, and the
 * audit rows come last. The queries that write power take the transaction of this and no other.
 */
export async function movePower<T>(
  ctx: Ctx,
  work: (
    tx: PowerTransaction,
    granter: Granter,
  ) => Promise<{ result: T; event: AuditEvent | readonly AuditEvent[] | null }>,
): Promise<T> {
  await requireRecentSignIn(ctx);
  return transact(ctx.db, async (plain) => {
    const tx = await lockGrants(plain);
    const administered = await hasLastingAdministrator(tx);
    const { result, event } = await work(tx, granterOf(tx, ctx));
    if (administered && !(await hasLastingAdministrator(tx)))
      throw new DomainError(
        'precondition',
        'This would leave nobody who administers the store: give somebody else the role admin everywhere first.',
      );
    for (const each of event === null ? [] : [event].flat()) await audit(tx, ctx, each);
    return result;
  });
}

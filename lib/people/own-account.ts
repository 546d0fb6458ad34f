import type { UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, notSignedIn } from '@/lib/core/domain-error';
import { requireOwnEyes } from '@/lib/core/own-eyes';

/** The person acting, whose account is their own right. A token of one project or for reading only is less than they. */
export function accountOwner(ctx: Ctx, type: 'read' | 'write'): UserActor {
  const { actor } = ctx;
  if (actor.kind === 'anonymous') throw notSignedIn();
  if (actor.kind === 'system') throw new DomainError('forbidden', 'The store itself has no account.');
  requireOwnEyes(ctx);
  const limit = actor.limit;
  if (limit !== null && (limit.projectId !== null || (limit.readOnly && type === 'write')))
    throw new DomainError('forbidden', 'This token is limited and cannot do that to its owner’s account.');
  if (type === 'write') ctx.decided.permitted.add('own account');
  return actor;
}

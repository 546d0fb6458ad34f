import { findInvitationOfUser, offeredBy } from '@/db/queries/invitations';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { accountOwner } from '@/lib/people/own-account';
import { type Invitation, presentInvitation } from './invitation';

/** The invitation that the actor's own account was made of. `not_found` where it was made otherwise. */
export async function readOwnInvitation(ctx: Ctx): Promise<Invitation> {
  const { userId, name: userName } = accountOwner(ctx, 'read');
  const row = await findInvitationOfUser(ctx.db, userId);
  if (row === null) throw new DomainError('not_found', 'Your account was not made of an invitation.');
  const sees = { teams: true, roles: true };
  return presentInvitation(row, await offeredBy(ctx.db, [row.id]), { now: ctx.now, userName, sees });
}

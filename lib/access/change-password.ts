import { lockGrants } from '@/db/queries/administrators';
import { findUserById, updateUserRow } from '@/db/queries/users';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid, isDomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import { audit } from './audit';
import { type EndedCredentials, endCredentials } from './end-credentials';
import { passwordIssues } from './new-password';
import { accountOwner } from './own-account';
import { hashPassword } from './passwords';
import { signIn } from './sign-in';
import { refuseIssues } from './user';

/**
 * Changes one's own password, for who knows the present one; wrong tries count as failed sign-ins. It ends every
 * session and token of the account, this one too: sign in anew. `invalid` for a wrong or an unsuitable password,
 * `forbidden` to API tokens.
 */
export async function changePassword(
  ctx: Ctx,
  input: { currentPassword: string; newPassword: string },
): Promise<EndedCredentials> {
  const owner = accountOwner(ctx, 'write');
  if (owner.kind === 'token')
    throw new DomainError('forbidden', 'A token cannot change the password of its owner.');
  const user = await findUserById(ctx.db, owner.userId);
  if (user === null) throw new DomainError('unauthenticated', 'Sign in first.');
  const address = `account:${owner.credentialId ?? owner.userId}`;
  const door = {
    db: ctx.db,
    keys: ctx.keys,
    now: ctx.now,
    requestId: ctx.requestId,
    passwordless: ctx.passwordless,
    userAgent: null,
    address,
  };
  const present = { name: user.name, password: input.currentPassword };
  await signIn(door, present, { proven: true }).catch((error: unknown) => {
    if (!isDomainError(error) || error.code !== 'unauthenticated') throw error;
    throw invalid([{ path: 'currentPassword', message: 'The current password is wrong.' }]);
  });
  refuseIssues(passwordIssues(input.newPassword, [user.name, user.email, user.fullName], 'newPassword'));
  const passwordHash = await hashPassword(input.newPassword);
  return transact(ctx.db, async (plain) => {
    const tx = await lockGrants(plain);
    await updateUserRow(tx, user.id, { passwordHash, ...updatedStamp(ctx) });
    const ended = await endCredentials(tx, user.id, ctx.now);
    await audit(tx, ctx, {
      action: 'user.change_password',
      resourceType: 'user',
      resourceId: user.id,
      resourceName: user.name,
      projectId: null,
      details: { ...ended },
    });
    return ended;
  });
}

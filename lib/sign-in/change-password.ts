import { lockGrants } from '@/db/queries/administrators';
import { findUserById, setPasswordHash, type UserRow } from '@/db/queries/users';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid, isDomainError, notSignedIn } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import { endCredentials } from '@/lib/people/end-credentials';
import { passwordIssues } from '@/lib/people/new-password';
import { accountOwner } from '@/lib/people/own-account';
import { hashPassword } from '@/lib/people/passwords';
import { refuseIssues, userEvent } from '@/lib/people/user';
import { declareWrite } from '@/lib/writes/write';
import { signIn } from './sign-in';

/**
 * Changes one's own password, for who knows the present one; wrong tries count as failed sign-ins. It ends every
 * session and token of the account, this one too: sign in anew. `invalid` for a wrong or an unsuitable password,
 * `forbidden` to API tokens.
 */
export const changePassword = declareWrite({
  verb: 'changePassword',
  asks: ['own account'],
  audits: ['user.change_password'],
  example: async ({ ownPassword, fresh }) => ({
    currentPassword: await ownPassword(),
    newPassword: fresh('a long pass phrase'),
  }),
  ready: provenOwner,
  write: async ({ tx: plain, ctx, tell }, { user, passwordHash }) => {
    const tx = await lockGrants(plain);
    await setPasswordHash(tx, user.id, { passwordHash, ...updatedStamp(ctx) });
    const ended = await endCredentials(tx, user.id, ctx.now);
    tell({ ...userEvent('user.change_password', user), details: { ...ended } });
    return ended;
  },
});

/** The actor's own account, once its present password was shown, and what is to become of it. */
async function provenOwner(
  ctx: Ctx,
  input: { currentPassword: string; newPassword: string },
): Promise<{ user: UserRow; passwordHash: string }> {
  const owner = accountOwner(ctx, 'write');
  if (owner.kind === 'token')
    throw new DomainError('forbidden', 'A token cannot change the password of its owner.');
  const user = await findUserById(ctx.db, owner.userId);
  if (user === null) throw notSignedIn();
  const address = `account:${owner.credentialId ?? owner.userId}`;
  const requestContext = {
    db: ctx.db,
    keys: ctx.keys,
    now: ctx.now,
    requestId: ctx.requestId,
    passwordless: ctx.passwordless,
    userAgent: null,
    address,
  };
  const present = { name: user.name, password: input.currentPassword };
  await signIn(requestContext, present, { proven: true }).catch((error: unknown) => {
    if (!isDomainError(error) || error.code !== 'unauthenticated') throw error;
    throw invalid([{ path: 'currentPassword', message: 'The current password is wrong.' }]);
  });
  refuseIssues(passwordIssues(input.newPassword, [user.name, user.email, user.fullName], 'newPassword'));
  return { user, passwordHash: await hashPassword(input.newPassword) };
}

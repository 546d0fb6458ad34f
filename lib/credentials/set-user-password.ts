import { reachOfAccount } from '@/db/queries/reach';
import { setPasswordHash, type UserRow } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import { type EndedCredentials, endCredentials } from '@/lib/people/end-credentials';
import { passwordIssues } from '@/lib/people/new-password';
import { hashPassword } from '@/lib/people/passwords';
import { resolveUser } from '@/lib/people/resolve-user';
import { refuseIssues, userEvent, userFacts } from '@/lib/people/user';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Moving } from '@/lib/writes/write';

/**
 * Gives somebody else a password, or none (null). Whoever sets it could act as them, so the actor must hold all that
 * they hold. It ends every session and token of the account.
 */
export const setUserPassword = declareWrite({
  verb: 'setUserPassword',
  asks: ['user:update'],
  audits: ['user.set_password'],
  example: ({ user, fresh }) => ({ user, password: fresh('a long pass phrase') }),
  ready: preparedPassword,
  move: applyPassword,
});

interface PreparedPassword {
  readonly user: UserRow;
  readonly passwordHash: string | null;
}

/** The person of this name for who may set their password, as far as the account itself decides that. */
export async function settableUser(ctx: Ctx, name: string): Promise<UserRow> {
  const user = await resolveUser(ctx, name);
  if (user.id === actorUserId(ctx.actor))
    throw new DomainError('forbidden', 'Change your own password with the present one.');
  await authorizeOpenly(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: user.id });
  if (user.kind === 'service')
    throw new DomainError(
      'precondition',
      `${user.name} is a service account and has no password: what uses it sends a token.`,
    );
  return user;
}

/** Everything of {@link setUserPassword} that comes before its transaction: asks, checks the password, hashes. */
export async function preparedPassword(
  ctx: Ctx,
  input: { user: string; password: string | null },
): Promise<PreparedPassword> {
  const user = await settableUser(ctx, input.user);
  if (input.password !== null)
    refuseIssues(passwordIssues(input.password, [user.name, user.email, user.fullName]));
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  return { user, passwordHash };
}

/** The new password in a move of power. */
export async function applyPassword(
  { tx, ctx, granter, tell }: Moving<'user.set_password'>,
  { user, passwordHash }: PreparedPassword,
): Promise<EndedCredentials> {
  await granter.requireToHold(await reachOfAccount(tx, user.id, ctx.now));
  const row = await setPasswordHash(tx, user.id, { passwordHash, ...updatedStamp(ctx) });
  if (row === null) throw new DomainError('not_found', `User ${user.name} not found.`);
  const ended = await endCredentials(tx, user.id, ctx.now);
  const changes = changesBetween(userFacts(user), userFacts(row));
  tell({ ...userEvent('user.set_password', user), changes, details: { ...ended } });
  return ended;
}

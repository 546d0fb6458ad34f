import type { PowerTransaction } from '@/db/queries/administrators';
import { reachOfAccount } from '@/db/queries/reach';
import { type UserRow, updateUserRow } from '@/db/queries/users';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import type { AuditEvent } from './audit';
import { authorizeOpenly } from './authorize';
import { type EndedCredentials, endCredentials } from './end-credentials';
import { type Granter, movePower } from './move-power';
import { passwordIssues } from './new-password';
import { hashPassword } from './passwords';
import { resolveUser } from './resolve-user';
import { refuseIssues } from './user';

/**
 * Gives somebody else a password, or none (null). Whoever sets it could act as them, so the actor must hold all that
 * they hold. It ends every session and token of the account.
 */
export async function setUserPassword(
  ctx: Ctx,
  input: { user: string; password: string | null },
): Promise<EndedCredentials> {
  const password = await preparedPassword(ctx, input);
  return movePower(ctx, (tx, granter) => applyPassword(tx, ctx, granter, password));
}

interface PreparedPassword {
  readonly user: UserRow;
  readonly passwordHash: string | null;
}

/** Everything of {@link setUserPassword} that comes before its transaction: asks, checks the password, hashes. */
export async function preparedPassword(
  ctx: Ctx,
  input: { user: string; password: string | null },
): Promise<PreparedPassword> {
  const user = await resolveUser(ctx, input.user);
  if (user.id === actorUserId(ctx.actor))
    throw new DomainError('forbidden', 'Change your own password with the present one.');
  await authorizeOpenly(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: user.id });
  if (input.password !== null)
    refuseIssues(passwordIssues(input.password, [user.name, user.email, user.fullName]));
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  return { user, passwordHash };
}

/** The new password in a transaction of {@link movePower}, and what is to be audited. */
export async function applyPassword(
  tx: PowerTransaction,
  ctx: Ctx,
  granter: Granter,
  { user, passwordHash }: PreparedPassword,
): Promise<{ result: EndedCredentials; event: AuditEvent }> {
  await granter.requireToHold(await reachOfAccount(tx, user.id, ctx.now));
  const row = await updateUserRow(tx, user.id, { passwordHash, ...updatedStamp(ctx) });
  if (row === null) throw new DomainError('not_found', `User ${user.name} not found.`);
  const result = await endCredentials(tx, user.id, ctx.now);
  const event = {
    action: 'user.set_password',
    resourceType: 'user' as const,
    resourceId: user.id,
    resourceName: user.name,
    projectId: null,
    details: { ...result },
  };
  return { result, event };
}

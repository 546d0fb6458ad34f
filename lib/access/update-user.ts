import type { PowerTransaction } from '@/db/queries/administrators';
import { reachOfAccount } from '@/db/queries/reach';
import { describeUser, type UserRow, updateUserRow } from '@/db/queries/users';
import { transact } from '@/db/transact';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { type AuditEvent, audit } from './audit';
import { authorizeOpenly } from './authorize';
import { type EndedCredentials, endCredentials } from './end-credentials';
import { type Granter, movePower } from './move-power';
import { accountOwner } from './own-account';
import { resolveUser } from './resolve-user';
import { leaveName, requireToTakeName } from './take-name';
import { orTaken } from './taken';
import { presentUser, refuseIssues, type User, userFieldIssues } from './user';

export interface UpdateUser {
  readonly user: string;
  readonly name?: string;
  readonly email?: string | null;
  readonly fullName?: string | null;
  /** False ends all sessions and tokens at once; nobody switches themselves off. */
  readonly isActive?: boolean;
}

/**
 * Changes an account: one's own full name and email, everything of others with `user:update`. Who switches an
 * account on again, or changes its name or email, must hold all that it holds. `precondition` when nobody would administer
 * the store, `conflict` when the name is taken.
 */
export async function updateUser(ctx: Ctx, input: UpdateUser): Promise<User> {
  const update = await preparedUpdate(ctx, input);
  if (!movesPower(update)) return updateFullName(ctx, update);
  return orTaken('users_name_key', `User ${input.name} already exists.`, () =>
    movePower(ctx, async (tx, granter) => {
      const { row, event } = await applyUpdate(tx, ctx, granter, update);
      return { result: presentUser(row), event };
    }),
  );
}

/** All but the full name opens an account, or is what people mean by it. */
const movesPower = ({ user, input }: PreparedUpdate): boolean =>
  (['name', 'email', 'isActive'] as const).some(
    (field) => input[field] !== undefined && input[field] !== user[field],
  );

function updateFullName(ctx: Ctx, { user, input }: PreparedUpdate): Promise<User> {
  return transact(ctx.db, async (tx) => {
    const { fullName } = input;
    const said = { ...(fullName === undefined ? {} : { fullName }), ...updatedStamp(ctx) };
    const row = await describeUser(tx, user.id, said);
    if (row === null) throw new DomainError('not_found', `User ${input.user} not found.`);
    await audit(tx, ctx, updateEvent(user, row));
    return presentUser(row);
  });
}

interface PreparedUpdate {
  readonly user: UserRow;
  readonly input: UpdateUser;
  readonly own: boolean;
}

/** Everything of {@link updateUser} that comes before its transaction: asks, and checks the fields. */
export async function preparedUpdate(ctx: Ctx, input: UpdateUser): Promise<PreparedUpdate> {
  const user = await resolveUser(ctx, input.user);
  const own = user.id === actorUserId(ctx.actor);
  await mayUpdate(ctx, user, input, own);
  const { name, email, fullName, isActive } = input;
  refuseIssues(
    userFieldIssues({
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(fullName === undefined ? {} : { fullName }),
    }),
  );
  if (own && isActive === false)
    throw new DomainError('forbidden', 'You cannot switch off your own account. Ask another administrator.');
  return { user, input, own };
}

/** The change in a transaction of {@link movePower}, and what is to be audited. */
export async function applyUpdate(
  tx: PowerTransaction,
  ctx: Ctx,
  granter: Granter,
  { user, input, own }: PreparedUpdate,
): Promise<{ row: UserRow; event: AuditEvent }> {
  const { name, email, fullName, isActive } = input;
  if (name !== undefined && name !== user.name) {
    if (!own) await granter.requireToHold(await reachOfAccount(tx, user.id, ctx.now));
    await requireToTakeName(tx, ctx, granter, { kind: 'user', name, ownId: user.id });
    await leaveName(tx, ctx, { kind: 'user', nameKey: user.nameKey, ownId: user.id });
  }
  const row = await updateUserRow(tx, user.id, {
    ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
    ...(email === undefined ? {} : { email }),
    ...(fullName === undefined ? {} : { fullName }),
    ...(isActive === undefined ? {} : { isActive }),
    ...updatedStamp(ctx),
  });
  if (row === null) throw new DomainError('not_found', `User ${input.user} not found.`);
  const revived = row.isActive && !user.isActive;
  const readdressed = !own && email !== undefined && email !== user.email;
  if (revived || readdressed) await granter.requireToHold(await reachOfAccount(tx, row.id, ctx.now));
  const ended = user.isActive && !row.isActive ? await endCredentials(tx, row.id, ctx.now) : {};
  return { row, event: updateEvent(user, row, ended) };
}

function updateEvent(user: UserRow, row: UserRow, ended: Partial<EndedCredentials> = {}): AuditEvent {
  return {
    action: 'user.update',
    resourceType: 'user',
    resourceId: row.id,
    resourceName: row.name,
    projectId: null,
    details: { ...changes(user, row), ...ended },
  };
}

async function mayUpdate(ctx: Ctx, user: UserRow, input: UpdateUser, own: boolean): Promise<void> {
  const administers = input.name !== undefined || input.isActive !== undefined;
  if (own) accountOwner(ctx, 'write');
  if (!own || administers)
    await authorizeOpenly(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: user.id });
}

function changes(before: UserRow, after: UserRow): Record<string, string | boolean | null> {
  const told: Record<string, string | boolean | null> = {};
  if (before.name !== after.name) told['from'] = before.name;
  if (before.email !== after.email) told['email'] = after.email;
  if (before.fullName !== after.fullName) told['fullName'] = after.fullName;
  if (before.isActive !== after.isActive) told['isActive'] = after.isActive;
  return told;
}

import { reachOfAccount } from '@/db/queries/reach';
import { describeUser, type UserRow, updateUserRow } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { endCredentials, endLinksMadeBy } from './end-credentials';
import { accountOwner } from './own-account';
import { resolveUser } from './resolve-user';
import { leaveName, requireToTakeName } from './take-name';
import { presentUser, refuseIssues, userEvent, userFacts, userFieldIssues } from './user';

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
export const updateUser = declareWrite({
  verb: 'updateUser',
  asks: ['user:update', 'own account'],
  audits: ['user.update'],
  taken: (_, { name }) => ({
    constraint: 'users_name_key',
    message: `User ${name} already exists.`,
  }),
  example: ({ user, fresh }) => ({ user, email: `${fresh('user')}@example.org` }),
  ready: preparedUpdate,
  moves: opensAccount,
  move: async (moving, update) => presentUser(await applyUpdate(moving, update)),
  write: async ({ tx, ctx, tell }, { user }, input) => {
    const { fullName } = input;
    const said = { ...(fullName === undefined ? {} : { fullName }), ...updatedStamp(ctx) };
    const row = await describeUser(tx, user.id, said);
    if (row === null) throw new DomainError('not_found', `User ${input.user} not found.`);
    tell({ ...userEvent('user.update', row), changes: changesBetween(userFacts(user), userFacts(row)) });
    return presentUser(row);
  },
});

/** All but the full name opens an account, or is what people mean by it. */
function opensAccount({ user, input }: PreparedUpdate): boolean {
  return (['name', 'email', 'isActive'] as const).some(
    (field) => input[field] !== undefined && input[field] !== user[field],
  );
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
  if (user.kind === 'service') refuseIssues(personalIssues(input));
  refuseIssues(
    userFieldIssues({
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(fullName === undefined ? {} : { fullName }),
    }),
  );
  if (own && isActive === false)
    throw new DomainError('forbidden', 'You cannot deactivate your own account. Ask another administrator.');
  return { user, input, own };
}

/** The change in a move of power. */
export async function applyUpdate(
  { tx, ctx, granter, tell }: Moving<'user.update'>,
  { user, input, own }: PreparedUpdate,
): Promise<UserRow> {
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
  const ended =
    user.isActive && !row.isActive
      ? { ...(await endCredentials(tx, row.id, ctx.now)), ...(await endLinksMadeBy(tx, row.id, ctx.now)) }
      : {};
  const changes = changesBetween(userFacts(user), userFacts(row));
  tell({ ...userEvent('user.update', row), changes, details: { ...ended } });
  return row;
}

async function mayUpdate(ctx: Ctx, user: UserRow, input: UpdateUser, own: boolean): Promise<void> {
  const administers = input.name !== undefined || input.isActive !== undefined;
  if (own) accountOwner(ctx, 'write');
  if (!own || administers)
    await authorizeOpenly(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: user.id });
}

/** Complaints about what only people have. */
const personalIssues = ({ email, fullName }: UpdateUser): Issue[] =>
  Object.entries({ email, fullName }).flatMap(([path, value]) =>
    value == null ? [] : [{ path, message: 'A service account has no email and no full name.', value }],
  );

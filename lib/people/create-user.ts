import { insertUser, type UserRow } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { passwordIssues } from './new-password';
import { hashPassword } from './passwords';
import { requireToTakeName } from './take-name';
import { presentUser, refuseIssues, userEvent, userFacts, userFieldIssues } from './user';

export interface CreateUser {
  readonly name: string;
  /** Without one nobody can sign in to the account yet. */
  readonly password?: string | null;
  readonly email?: string | null;
  readonly fullName?: string | null;
}

/** Makes an account that holds nothing. `conflict` when the name is taken; `me` is reserved. */
export const createUser = declareWrite({
  verb: 'createUser',
  asks: ['user:create'],
  audits: ['user.create'],
  example: ({ fresh }) => ({ name: fresh('user') }),
  ready: newAccount,
  move: async (moving, account) => presentUser(await insertAccount(moving, account)),
});

type NewAccount = Parameters<typeof insertUser>[1];

/** Everything of {@link createUser} that comes before its transaction: asks, checks the fields, hashes. */
export async function newAccount(ctx: Ctx, input: CreateUser): Promise<NewAccount> {
  await authorizeOpenly(ctx, { operation: 'user', type: 'create', projectId: null });
  const { name, password = null, email = null, fullName = null } = input;
  refuseIssues([
    ...userFieldIssues({ name, email, fullName }),
    ...(password === null ? [] : passwordIssues(password, [name, email, fullName])),
  ]);
  const passwordHash = password === null ? null : await hashPassword(password);
  return { id: newId(), name, nameKey: nameKey(name), email, fullName, passwordHash, ...stamp(ctx) };
}

/** The account in a move of power. `conflict` when the name is taken. */
export async function insertAccount(
  { tx, ctx, granter, tell }: Moving<'user.create'>,
  account: NewAccount,
): Promise<UserRow> {
  await requireToTakeName(tx, ctx, granter, { kind: 'user', name: account.name, ownId: null });
  const row = await insertUser(tx, account);
  if (row === null) throw new DomainError('conflict', `User ${account.name} already exists.`);
  tell({ ...userEvent('user.create', row), changes: changesBetween(null, userFacts(row)) });
  return row;
}

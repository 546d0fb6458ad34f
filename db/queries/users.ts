import { and, count, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor, Transaction } from '../client';
import { roleAssignments, teamMemberships, users } from '../schema';
import type { PowerTransaction } from './administrators';
import { type GrantRow, grantsColumn } from './grants';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage, type SortColumn } from './keyset';

export type UserRow = typeof users.$inferSelect;

/** The user of this name, written exactly so, or null. */
export async function findUser(executor: Executor, name: string): Promise<UserRow | null> {
  const [row] = await executor
    .select()
    .from(users)
    .where(and(eq(users.name, findable(name)), isNull(users.deletedAt)));
  return row ?? null;
}

/** The person of this name, written exactly so, or null: whoever signs in is one, and a service account never does. */
export async function findPerson(executor: Executor, name: string): Promise<UserRow | null> {
  const row = await findUser(executor, name);
  return row?.kind === 'person' ? row : null;
}

/** Whether somebody bears a name of this key. */
export async function isUserNameTaken(executor: Executor, key: string): Promise<boolean> {
  const rows = await executor
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.nameKey, key), isNull(users.deletedAt)));
  return rows.length > 0;
}

/** The user of this row id, unless deleted. */
export async function findUserById(executor: Executor, id: string): Promise<UserRow | null> {
  const [row] = await executor
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)));
  return row ?? null;
}

/** The user of this row id, unless deleted, with what they hold (nothing while inactive). */
export async function findHolder(
  executor: Executor,
  id: string,
  now: Date,
): Promise<{ user: UserRow; grants: GrantRow[] } | null> {
  const [row] = await executor
    .select({ user: users, grants: grantsColumn(users.id, now) })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)));
  return row ?? null;
}

/** Columns of a person's row. */
type NewPerson = Omit<typeof users.$inferInsert, 'kind' | 'ownerTeamId' | 'description'>;

/** Inserts a person, or null when the name is taken. */
export async function insertUser(tx: PowerTransaction, row: NewPerson): Promise<UserRow | null> {
  const [made] = await tx.insert(users).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** What may change of an account; its kind never does, and a password has a query of its own. */
type UserChange = Partial<Omit<typeof users.$inferInsert, 'id' | 'kind' | 'passwordHash'>> & {
  readonly passwordHash?: null;
};

/** Changes columns of a living user; null when there is none. A taken name breaks `users_name_key`. */
export async function updateUserRow(
  tx: PowerTransaction,
  id: string,
  change: UserChange,
): Promise<UserRow | null> {
  const [row] = await tx
    .update(users)
    .set(change)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
    .returning();
  return row ?? null;
}

/** Sets a person's password, or none; null when there is no such person. */
export async function setPasswordHash(
  tx: PowerTransaction,
  id: string,
  change: Pick<UserRow, 'passwordHash' | 'updatedAt' | 'updatedById' | 'updatedByName'>,
): Promise<UserRow | null> {
  const [row] = await tx
    .update(users)
    .set(change)
    .where(and(eq(users.id, id), eq(users.kind, 'person'), isNull(users.deletedAt)))
    .returning();
  return row ?? null;
}

/** Changes what an account is called beside its name: nothing is opened or given by that. Null when it is gone. */
export async function describeUser(
  tx: Transaction,
  id: string,
  change: Partial<Pick<UserRow, 'fullName' | 'updatedAt' | 'updatedById' | 'updatedByName'>>,
): Promise<UserRow | null> {
  const [row] = await tx
    .update(users)
    .set(change)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
    .returning();
  return row ?? null;
}

/** Replaces a hash by a stronger one of the same password, unless the password has changed meanwhile. */
export async function upgradePasswordHash(
  executor: Bookkeeper,
  id: string,
  from: string,
  to: string,
): Promise<void> {
  await executor
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.id, id), eq(users.passwordHash, from)));
}

/** Older client tokens of the user stop working. Returns the user's name. */
export async function raiseCredentialEpoch(tx: Transaction, id: string): Promise<string> {
  const [row] = await tx
    .update(users)
    .set({ credentialEpoch: sql`${users.credentialEpoch} + 1` })
    .where(eq(users.id, id))
    .returning({ name: users.name });
  return row?.name ?? '';
}

/** What hangs on an account: the first five go with it, the others keep the name they were stamped with. */
export interface UserTies {
  readonly sessions: number;
  readonly tokens: number;
  readonly memberships: number;
  readonly assignments: number;
  /** Open ones that they have made for others. */
  readonly invitations: number;
  readonly models: number;
  readonly auditEvents: number;
}

export async function tiesOfUser(executor: Executor, userId: string, now: Date): Promise<UserTies> {
  const [row] = await executor.execute<Record<keyof UserTies, string>>(sql`select
    (select count(*) from sessions where user_id = ${userId}::uuid) as sessions,
    (select count(*) from tokens where user_id = ${userId}::uuid and revoked_at is null) as tokens,
    (select count(*) from team_memberships where user_id = ${userId}::uuid) as memberships,
    (select count(*) from role_assignments where user_id = ${userId}::uuid) as assignments,
    (select count(*) from invitations where created_by_id = ${userId}::uuid and ended_at is null
      and expires_at > ${now.toISOString()}::timestamptz) as invitations,
    (select count(*) from models where created_by_id = ${userId}::uuid and deleted_at is null) as models,
    (select count(*) from audit_events where actor_id = ${userId}::uuid) as "auditEvents"`);
  return {
    sessions: Number(row?.sessions ?? 0),
    tokens: Number(row?.tokens ?? 0),
    memberships: Number(row?.memberships ?? 0),
    assignments: Number(row?.assignments ?? 0),
    invitations: Number(row?.invitations ?? 0),
    models: Number(row?.models ?? 0),
    auditEvents: Number(row?.auditEvents ?? 0),
  };
}

/** How many living runs and artifacts bear a person's stamp. Reads all of them: for previews. */
export async function stampedBy(
  executor: Executor,
  userId: string,
): Promise<{ runs: number; artifacts: number }> {
  const [row] = await executor.execute<{ runs: string; artifacts: string }>(sql`select
    (select count(*) from pipeline_runs where created_by_id = ${userId}::uuid and deleted_at is null) as runs,
    (select count(*) from artifacts where created_by_id = ${userId}::uuid and deleted_at is null) as artifacts`);
  return { runs: Number(row?.runs ?? 0), artifacts: Number(row?.artifacts ?? 0) };
}

/** Ends a person's memberships and assignments; nothing is handed on. */
export async function dropUserGrants(tx: PowerTransaction, userId: string): Promise<void> {
  await tx.delete(roleAssignments).where(eq(roleAssignments.userId, userId));
  await tx.delete(teamMemberships).where(eq(teamMemberships.userId, userId));
}

export type UserSort = 'name' | 'created';

interface ListQuery {
  readonly search: string | null;
  readonly isActive: boolean | null;
  /** Accounts of this kind, or all when null. */
  readonly kind: UserRow['kind'] | null;
}

function listed({ search, isActive, kind }: ListQuery): SQL | undefined {
  const pattern = search === null ? null : containing(search);
  return and(
    isNull(users.deletedAt),
    isActive === null ? undefined : eq(users.isActive, isActive),
    kind === null ? undefined : eq(users.kind, kind),
    pattern === null
      ? undefined
      : sql`(${users.name} ilike ${pattern} or ${users.fullName} ilike ${pattern} or ${users.email} ilike ${pattern})`,
  );
}

/** One more than `limit` rows of a page. */
export async function listUserRows(
  executor: Executor,
  query: ListQuery & { sort: UserSort; keyset: Keyset | null; limit: number },
): Promise<UserRow[]> {
  const first: SortColumn =
    query.sort === 'name'
      ? { column: users.nameKey, type: 'text' }
      : { column: users.createdAt, type: 'instant' };
  const page = keysetPage([first, { column: users.id, type: 'id' }], query.sort === 'created', query.keyset);
  return executor
    .select()
    .from(users)
    .where(and(listed(query), page.where))
    .orderBy(page.orderBy)
    .limit(query.limit + 1);
}

/** How many a list holds, to one more than the cap. */
export async function countUsers(executor: Executor, query: ListQuery): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(users)
    .where(listed(query))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** Names of everybody, A first. */
export async function userNames(executor: Executor): Promise<string[]> {
  const rows = await executor
    .select({ name: users.name })
    .from(users)
    .where(isNull(users.deletedAt))
    .orderBy(users.nameKey);
  return rows.map(({ name }) => name);
}

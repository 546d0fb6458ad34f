import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { users } from '../schema';

export type UserRow = typeof users.$inferSelect;

/** The user of this name, by its folded name, or null. */
export async function findUser(executor: Executor, nameKey: string): Promise<UserRow | null> {
  const [row] = await executor
    .select()
    .from(users)
    .where(and(eq(users.nameKey, nameKey), isNull(users.deletedAt)));
  return row ?? null;
}

/** The user of this row id, unless deleted. */
export async function findUserById(executor: Executor, id: string): Promise<UserRow | null> {
  const [row] = await executor
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)));
  return row ?? null;
}

/** Inserts, or null when the name is taken. */
export async function insertUser(tx: Transaction, row: typeof users.$inferInsert): Promise<UserRow | null> {
  const [made] = await tx.insert(users).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Changes columns of a living user; null when there is none. A taken name breaks `users_name_key`. */
export async function updateUserRow(
  executor: Executor,
  id: string,
  change: Partial<typeof users.$inferInsert>,
): Promise<UserRow | null> {
  const [row] = await executor
    .update(users)
    .set(change)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
    .returning();
  return row ?? null;
}

/** Replaces a hash by a stronger one of the same password, unless the password has changed meanwhile. */
export async function upgradePasswordHash(
  executor: Executor,
  id: string,
  from: string,
  to: string,
): Promise<void> {
  await executor
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.id, id), eq(users.passwordHash, from)));
}

/** Older client tokens of the user stop working. */
export async function raiseCredentialEpoch(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(users)
    .set({ credentialEpoch: sql`${users.credentialEpoch} + 1` })
    .where(eq(users.id, id));
}

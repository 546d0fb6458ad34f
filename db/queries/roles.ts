import { and, asc, count, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { roleAssignments, rolePermissions, roles } from '../schema';
import type { PowerTransaction } from './administrators';
import { findable } from './keyset';
import type { PermissionRow } from './reach';

export type RoleRow = typeof roles.$inferSelect;
type Word = Pick<PermissionRow, 'operation' | 'type' | 'resourceId'>;

/** The role of this name, written exactly so, or null. Roles that come with models have no name to people. */
export async function findRole(executor: Executor, name: string): Promise<RoleRow | null> {
  const [row] = await executor
    .select()
    .from(roles)
    .where(and(eq(roles.name, findable(name)), isNull(roles.deletedAt)));
  return row === undefined || row.origin === 'model' ? null : row;
}

/** The living role of this row id that has a name to people, or null. */
export async function findRoleById(executor: Executor, id: string): Promise<RoleRow | null> {
  const [row] = await executor
    .select()
    .from(roles)
    .where(and(eq(roles.id, id), isNull(roles.deletedAt), ne(roles.origin, 'model')));
  return row ?? null;
}

/** Inserts a role with its words, or null when the name is taken. */
export async function insertRole(
  tx: PowerTransaction,
  row: typeof roles.$inferInsert,
  words: readonly Word[],
): Promise<RoleRow | null> {
  const [made] = await tx.insert(roles).values(row).onConflictDoNothing().returning();
  if (made !== undefined) await insertWords(tx, made.id, words);
  return made ?? null;
}

/** Changes a living role; null when it is gone by now. Breaks `roles_name_key` when the name is taken. */
export async function updateRoleRow(
  tx: PowerTransaction,
  id: string,
  change: Partial<typeof roles.$inferInsert>,
): Promise<RoleRow | null> {
  const [row] = await tx
    .update(roles)
    .set(change)
    .where(and(eq(roles.id, id), isNull(roles.deletedAt)))
    .returning();
  return row ?? null;
}

/** Puts these words in the place of all that a role had. */
export async function replaceWords(
  tx: PowerTransaction,
  roleId: string,
  words: readonly Word[],
): Promise<void> {
  await tx.delete(rolePermissions).where(eq(rolePermissions.roleId, roleId));
  await insertWords(tx, roleId, words);
}

async function insertWords(tx: Transaction, roleId: string, words: readonly Word[]): Promise<void> {
  if (words.length === 0) return;
  await tx
    .insert(rolePermissions)
    .values(words.map(({ operation, type, resourceId }) => ({ roleId, operation, type, resourceId })));
}

/** How many assignments a role has, expired ones included. */
export async function countAssignmentsOfRole(executor: Executor, roleId: string): Promise<number> {
  const [row] = await executor
    .select({ n: count() })
    .from(roleAssignments)
    .where(eq(roleAssignments.roleId, roleId));
  return row?.n ?? 0;
}

export async function dropAssignmentsOfRole(tx: PowerTransaction, roleId: string): Promise<void> {
  await tx.delete(roleAssignments).where(eq(roleAssignments.roleId, roleId));
}

/** Every role that has a name to people, built-in ones first; with how many hold it. */
export async function listRoleRows(
  executor: Executor,
  limit: number,
): Promise<(RoleRow & { assignments: number })[]> {
  const rows = await executor
    .select({
      role: roles,
      assignments: sql<string>`(select count(*) from role_assignments a where a.role_id = ${roles}.id)`,
    })
    .from(roles)
    .where(and(isNull(roles.deletedAt), ne(roles.origin, 'model')))
    .orderBy(asc(sql`${roles.origin} <> 'built_in'`), asc(roles.nameKey))
    .limit(limit);
  return rows.map((row) => ({ ...row.role, assignments: Number(row.assignments) }));
}

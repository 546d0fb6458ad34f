import { and, asc, count, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { roleAssignments, rolePermissions, roles } from '../schema';
import type { PowerTransaction } from './administrators';
import { findable } from './keyset';
import type { PermissionRow } from './reach';

export type RoleRow = typeof roles.$inferSelect;
/** Roles of these origins are the store's own: people neither find nor assign them. */
export const NAMELESS: RoleRow['origin'][] = ['model', 'request'];

type RolePermission = Pick<PermissionRow, 'operation' | 'type' | 'resourceId'>;

/** The role of this name, written exactly so, or null. Roles that come with models or requests have no name to people. */
export async function findRole(executor: Executor, name: string): Promise<RoleRow | null> {
  const [row] = await executor
    .select()
    .from(roles)
    .where(and(eq(roles.name, findable(name)), isNull(roles.deletedAt)));
  return row === undefined || NAMELESS.some((origin) => origin === row.origin) ? null : row;
}

/** The living role of this row id that has a name to people, or null. */
export async function findRoleById(executor: Executor, id: string): Promise<RoleRow | null> {
  const [row] = await executor
    .select()
    .from(roles)
    .where(and(eq(roles.id, id), isNull(roles.deletedAt), notInArray(roles.origin, NAMELESS)));
  return row ?? null;
}

/** Inserts a role with its words, or null when the name is taken. */
export async function insertRole(
  tx: PowerTransaction,
  row: typeof roles.$inferInsert,
  permissions: readonly RolePermission[],
): Promise<RoleRow | null> {
  const [made] = await tx.insert(roles).values(row).onConflictDoNothing().returning();
  if (made !== undefined) await insertWords(tx, made.id, permissions);
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
export async function replacePermissions(
  tx: PowerTransaction,
  roleId: string,
  permissions: readonly RolePermission[],
): Promise<void> {
  await tx.delete(rolePermissions).where(eq(rolePermissions.roleId, roleId));
  await insertWords(tx, roleId, permissions);
}

async function insertWords(
  tx: Transaction,
  roleId: string,
  permissions: readonly RolePermission[],
): Promise<void> {
  if (permissions.length === 0) return;
  await tx
    .insert(rolePermissions)
    .values(permissions.map(({ operation, type, resourceId }) => ({ roleId, operation, type, resourceId })));
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

/** Every role that has a name to people, or the built-in ones alone, which stand first; with how many hold it. */
export async function listRoleRows(
  executor: Executor,
  limit: number,
  { builtIn = false } = {},
): Promise<(RoleRow & { assignments: number })[]> {
  const rows = await executor
    .select({
      role: roles,
      assignments: sql<string>`(select count(*) from role_assignments a where a.role_id = ${roles}.id)`,
    })
    .from(roles)
    .where(
      and(
        isNull(roles.deletedAt),
        builtIn ? eq(roles.origin, 'built_in') : notInArray(roles.origin, NAMELESS),
      ),
    )
    .orderBy(asc(sql`${roles.origin} <> 'built_in'`), asc(roles.nameKey))
    .limit(limit);
  return rows.map((row) => ({ ...row.role, assignments: Number(row.assignments) }));
}

/** `operation:type` of roles that hold for every resource, by the roles' row ids. */
export async function permissionsOfRoles(
  executor: Executor,
  roleIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (roleIds.length === 0) return new Map();
  const rows = await executor
    .select({
      roleId: rolePermissions.roleId,
      operation: rolePermissions.operation,
      type: rolePermissions.type,
    })
    .from(rolePermissions)
    .where(and(inArray(rolePermissions.roleId, [...roleIds]), isNull(rolePermissions.resourceId)));
  const permissions = new Map<string, string[]>();
  for (const { roleId, operation, type } of rows)
    permissions.set(roleId, [...(permissions.get(roleId) ?? []), `${operation}:${type}`]);
  return permissions;
}

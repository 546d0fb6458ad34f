import { and, eq } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { idAliases, projects, roleAssignments, roles, teams, users } from '../schema';

type IdAliasRow = typeof idAliases.$inferInsert;
export type IdAliasKind = IdAliasRow['kind'];

const TABLES = { user: users, team: teams, project: projects, role: roles, role_assignment: roleAssignments };

/** Whether a row of this kind has the id, deleted ones included. */
export async function isRowId(executor: Executor, kind: IdAliasKind, id: string): Promise<boolean> {
  const table = TABLES[kind];
  const rows = await executor.select({ id: table.id }).from(table).where(eq(table.id, id)).limit(1);
  return rows.length > 0;
}

/** Row id of what bore this id elsewhere, or null. */
export async function findIdAlias(
  executor: Executor,
  kind: IdAliasKind,
  alias: string,
): Promise<string | null> {
  const [row] = await executor
    .select({ targetId: idAliases.targetId })
    .from(idAliases)
    .where(and(eq(idAliases.kind, kind), eq(idAliases.alias, alias)));
  return row?.targetId ?? null;
}

/** Remembers the id that something bore elsewhere, the latest word counting; false when it was known. */
export async function putIdAlias(tx: Transaction, row: IdAliasRow): Promise<boolean> {
  if ((await findIdAlias(tx, row.kind, row.alias)) === row.targetId) return false;
  await tx
    .insert(idAliases)
    .values(row)
    .onConflictDoUpdate({ target: [idAliases.kind, idAliases.alias], set: { targetId: row.targetId } });
  return true;
}

import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { nameAliases, roles, teams, users } from '../schema';
import { findable } from './keyset';

type AliasRow = typeof nameAliases.$inferInsert;

/** Remembers a name that a row bore, so that addresses with it go on leading there. */
export async function insertAlias(tx: Transaction, row: AliasRow): Promise<void> {
  await tx.insert(nameAliases).values(row);
}

const BEARERS = { user: users, team: teams, role: roles } as const;

/** Whether another user, team or role bore this name before: one that was renamed since, or that is deleted. */
export async function isFormerName(
  executor: Executor,
  kind: keyof typeof BEARERS,
  nameKey: string,
  ownId: string | null,
): Promise<boolean> {
  const other = (id: SQL) => (ownId === null ? sql`true` : sql`${id} <> ${ownId}::uuid`);
  const rows = await executor.execute(sql`
    select 1 from name_aliases a where a.kind = ${kind} and a.name_key = ${nameKey} and ${other(sql`a.target_id`)}
    union all
    select 1 from ${BEARERS[kind]} b
    where b.name_key = ${nameKey} and b.deleted_at is not null and ${other(sql`b.id`)}
    limit 1`);
  return rows.length > 0;
}

/** Row id of what last bore this name there, or null. A component's name stands after its type and a slash. */
export async function findAlias(
  executor: Executor,
  kind: AliasRow['kind'],
  scopeId: string | null,
  name: string,
): Promise<string | null> {
  const [row] = await executor
    .select({ targetId: nameAliases.targetId })
    .from(nameAliases)
    .where(
      and(
        eq(nameAliases.kind, kind),
        eq(nameAliases.name, findable(name)),
        scopeId === null ? isNull(nameAliases.scopeId) : eq(nameAliases.scopeId, scopeId),
      ),
    )
    .orderBy(desc(nameAliases.createdAt), desc(nameAliases.id))
    .limit(1);
  return row?.targetId ?? null;
}

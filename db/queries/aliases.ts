import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { nameAliases } from '../schema';
import { findable } from './keyset';

type AliasRow = typeof nameAliases.$inferInsert;

/** Remembers a name that a row bore, so that addresses with it go on leading there. */
export async function insertAlias(tx: Transaction, row: AliasRow): Promise<void> {
  await tx.insert(nameAliases).values(row);
}

/** Row id of what last bore this name there, or null. `nameKey` is the folded name where names fold, else the name. */
export async function findAlias(
  executor: Executor,
  kind: AliasRow['kind'],
  scopeId: string | null,
  nameKey: string,
): Promise<string | null> {
  const [row] = await executor
    .select({ targetId: nameAliases.targetId })
    .from(nameAliases)
    .where(
      and(
        eq(nameAliases.kind, kind),
        eq(nameAliases.nameKey, findable(nameKey)),
        scopeId === null ? isNull(nameAliases.scopeId) : eq(nameAliases.scopeId, scopeId),
      ),
    )
    .orderBy(desc(nameAliases.createdAt), desc(nameAliases.id))
    .limit(1);
  return row?.targetId ?? null;
}

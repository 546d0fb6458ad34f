import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Executor, Transaction } from '../client';
import { type CUSTOM_LISTS, customListEntries } from '../schema';
import { findable } from './keyset';

export type CustomList = (typeof CUSTOM_LISTS)[number];
export type EntryRow = typeof customListEntries.$inferSelect & { readonly parent: string | null };

const parents = alias(customListEntries, 'parents');

function withParent(executor: Executor) {
  return executor
    .select({ entry: customListEntries, parent: parents.name })
    .from(customListEntries)
    .leftJoin(parents, eq(parents.id, customListEntries.parentId));
}

/** All entries of a list by name, in code point order. */
export async function listEntryRows(executor: Executor, list: CustomList): Promise<EntryRow[]> {
  const rows = await withParent(executor)
    .where(and(eq(customListEntries.list, list), isNull(customListEntries.deletedAt)))
    .orderBy(sql`${customListEntries.name} collate "C"`);
  return rows.map(({ entry, parent }) => ({ ...entry, parent }));
}

/** How many entries each list has. */
export async function countEntries(executor: Executor): Promise<ReadonlyMap<string, number>> {
  const rows = await executor
    .select({ list: customListEntries.list, n: sql`count(*)`.mapWith(Number) })
    .from(customListEntries)
    .where(isNull(customListEntries.deletedAt))
    .groupBy(customListEntries.list);
  return new Map(rows.map(({ list, n }) => [list, n]));
}

/** The entry of exactly this name, or null. */
export async function findEntry(
  executor: Executor,
  list: CustomList,
  name: string,
): Promise<EntryRow | null> {
  const [row] = await withParent(executor).where(
    and(
      eq(customListEntries.list, list),
      eq(customListEntries.name, findable(name)),
      isNull(customListEntries.deletedAt),
    ),
  );
  return row === undefined ? null : { ...row.entry, parent: row.parent };
}

/** Which of these names are entries of the lists, as `list/name` words. */
export async function knownEntries(
  executor: Executor,
  lists: readonly CustomList[],
  names: readonly string[],
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows = await executor
    .select({ list: customListEntries.list, name: customListEntries.name })
    .from(customListEntries)
    .where(
      and(
        inArray(customListEntries.list, [...lists]),
        inArray(customListEntries.name, [...names]),
        isNull(customListEntries.deletedAt),
      ),
    );
  return new Set(rows.map(({ list, name }) => `${list}/${name}`));
}

/** Inserts, or null when the list has an entry of this name. */
export async function insertEntry(
  tx: Transaction,
  row: typeof customListEntries.$inferInsert,
): Promise<boolean> {
  const made = await tx
    .insert(customListEntries)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: customListEntries.id });
  return made.length > 0;
}

/** Changes description and parent. False when it is gone by now. */
export async function updateEntry(
  tx: Transaction,
  id: string,
  change: {
    description: string;
    parentId: string | null;
    updatedAt: Date;
    updatedById: string | null;
    updatedByName: string;
  },
): Promise<boolean> {
  const changed = await tx
    .update(customListEntries)
    .set(change)
    .where(and(eq(customListEntries.id, id), isNull(customListEntries.deletedAt)))
    .returning({ id: customListEntries.id });
  return changed.length > 0;
}

/** Marks an entry and those under it as deleted; how many that were. */
export async function softDeleteEntry(
  tx: Transaction,
  id: string,
  ended: { deletedAt: Date; deletedByName: string },
): Promise<number> {
  const gone = await tx
    .update(customListEntries)
    .set(ended)
    .where(
      and(
        sql`(${customListEntries.id} = ${id}::uuid or ${customListEntries.parentId} = ${id}::uuid)`,
        isNull(customListEntries.deletedAt),
      ),
    )
    .returning({ id: customListEntries.id });
  return gone.length;
}

import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Executor, Transaction } from '../client';
import { nameAliases, stackComponents, stackDefinitions, stacks } from '../schema';
import type { ComponentRow, ComponentType } from './components';
import { findable } from './keyset';

export type StackRow = typeof stacks.$inferSelect;

/** The living stack of this name, written exactly so, or null. */
export async function findStack(executor: Executor, name: string): Promise<StackRow | null> {
  const [row] = await executor
    .select()
    .from(stacks)
    .where(and(eq(stacks.name, findable(name)), isNull(stacks.deletedAt)));
  return row ?? null;
}

/** Inserts, or null when the name is taken. */
export async function insertStack(
  tx: Transaction,
  row: typeof stacks.$inferInsert,
): Promise<StackRow | null> {
  const [made] = await tx.insert(stacks).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Changes a living stack; null when it is gone by now. Breaks `stacks_name` when the name is taken. */
export async function updateStackRow(
  tx: Transaction,
  id: string,
  change: Partial<typeof stacks.$inferInsert>,
): Promise<StackRow | null> {
  const [row] = await tx
    .update(stacks)
    .set(change)
    .where(and(eq(stacks.id, id), isNull(stacks.deletedAt)))
    .returning();
  return row ?? null;
}

/** Holds a living stack, as it is now, until the transaction ends; null when it is gone by now. */
export async function lockStack(tx: Transaction, id: string): Promise<StackRow | null> {
  const [row] = await tx
    .select()
    .from(stacks)
    .where(and(eq(stacks.id, id), isNull(stacks.deletedAt)))
    .for('update');
  return row ?? null;
}

/** Puts exactly these components into a stack; `position` keeps the order in which they were sent. */
export async function replaceDefinitions(
  tx: Transaction,
  stackId: string,
  components: readonly { id: string; type: ComponentType }[],
): Promise<void> {
  await tx.delete(stackDefinitions).where(eq(stackDefinitions.stackId, stackId));
  if (components.length === 0) return;
  await tx.insert(stackDefinitions).values(
    components.map(({ id, type }, position) => ({
      stackId,
      componentType: type,
      componentId: id,
      position,
    })),
  );
}

/** A stack ends: what it had is free again. */
export async function dropDefinitions(tx: Transaction, stackId: string): Promise<void> {
  await tx.delete(stackDefinitions).where(eq(stackDefinitions.stackId, stackId));
}

/** What last bore a name that no living stack bears: renamed since, or deleted. Null when none ever did. */
export async function lastBearer(executor: Executor, name: string): Promise<StackRow | null> {
  const sought = findable(name);
  const ended = executor
    .select({ id: stacks.id, at: sql`${stacks.deletedAt}`.as('at') })
    .from(stacks)
    .where(and(eq(stacks.name, sought), isNotNull(stacks.deletedAt)));
  const renamed = executor
    .select({ id: nameAliases.targetId, at: sql`${nameAliases.createdAt}`.as('at') })
    .from(nameAliases)
    .where(and(eq(nameAliases.kind, 'stack'), eq(nameAliases.name, sought), isNull(nameAliases.scopeId)));
  const former = unionAll(ended, renamed).as('former');
  const [row] = await executor
    .select(getTableColumns(stacks))
    .from(former)
    .innerJoin(stacks, eq(stacks.id, former.id))
    .orderBy(desc(former.at))
    .limit(1);
  return row ?? null;
}

export interface StackWithComponents {
  readonly stack: StackRow;
  /** In the order in which they were sent. */
  readonly components: readonly ComponentRow[];
}

/** Living stacks with their components in one query: all, in the order of making, or the one of this id. */
export async function stacksWithComponents(
  executor: Executor,
  id: string | null = null,
): Promise<StackWithComponents[]> {
  const rows = await executor
    .select({ stack: stacks, component: stackComponents })
    .from(stacks)
    .leftJoin(stackDefinitions, eq(stackDefinitions.stackId, stacks.id))
    .leftJoin(stackComponents, eq(stackComponents.id, stackDefinitions.componentId))
    .where(and(isNull(stacks.deletedAt), id === null ? undefined : eq(stacks.id, id)))
    .orderBy(asc(stacks.createdAt), asc(stacks.id), asc(stackDefinitions.position));
  const found = new Map<string, { stack: StackRow; components: ComponentRow[] }>();
  for (const { stack, component } of rows) {
    const entry = found.get(stack.id) ?? { stack, components: [] };
    if (component !== null) entry.components.push(component);
    found.set(stack.id, entry);
  }
  return [...found.values()];
}

/** Names of stacks, component types and names, for those who only ask which stack has what. */
export async function stackConfigurations(
  executor: Executor,
  id: string | null = null,
): Promise<{ name: string; components: [ComponentType, string][] }[]> {
  const rows = await executor
    .select({
      id: stacks.id,
      name: stacks.name,
      type: stackDefinitions.componentType,
      component: stackComponents.name,
    })
    .from(stacks)
    .leftJoin(stackDefinitions, eq(stackDefinitions.stackId, stacks.id))
    .leftJoin(stackComponents, eq(stackComponents.id, stackDefinitions.componentId))
    .where(and(isNull(stacks.deletedAt), id === null ? undefined : eq(stacks.id, id)))
    .orderBy(asc(stacks.createdAt), asc(stacks.id), asc(stackDefinitions.position));
  const found = new Map<string, { name: string; components: [ComponentType, string][] }>();
  for (const row of rows) {
    const entry = found.get(row.id) ?? { name: row.name, components: [] };
    if (row.type !== null && row.component !== null) entry.components.push([row.type, row.component]);
    found.set(row.id, entry);
  }
  return [...found.values()];
}

/** Whether the store has no stack. */
export async function hasNoStack(executor: Executor): Promise<boolean> {
  const rows = await executor.select({ id: stacks.id }).from(stacks).where(isNull(stacks.deletedAt)).limit(1);
  return rows.length === 0;
}

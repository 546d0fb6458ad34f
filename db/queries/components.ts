import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Executor, Transaction } from '../client';
import { type COMPONENT_TYPES, nameAliases, stackComponents, stackDefinitions, stacks } from '../schema';
import { findable } from './keyset';

export type ComponentRow = typeof stackComponents.$inferSelect;
export type ComponentType = (typeof COMPONENT_TYPES)[number];

/** A component as lists show it: without its ciphertext. */
export type ComponentListRow = Omit<ComponentRow, 'configuration'> & { readonly stacks: number };

/** The living component of this type and name, written exactly so, or null. */
export async function findComponent(
  executor: Executor,
  type: ComponentType,
  name: string,
): Promise<ComponentRow | null> {
  const [row] = await executor
    .select()
    .from(stackComponents)
    .where(
      and(
        eq(stackComponents.type, type),
        eq(stackComponents.name, findable(name)),
        isNull(stackComponents.deletedAt),
      ),
    );
  return row ?? null;
}

/** A component's former name as an alias keeps it: names are unique in their type, and no type holds a slash. */
export const componentAlias = (type: ComponentType, name: string): string => `${type}/${name}`;

/** What last bore a name that no living component of this type bears: renamed since, or deleted. Null: none ever did. */
export async function lastComponentBearer(
  executor: Executor,
  type: ComponentType,
  name: string,
): Promise<ComponentRow | null> {
  const sought = findable(name);
  const ended = executor
    .select({ id: stackComponents.id, at: sql`${stackComponents.deletedAt}`.as('at') })
    .from(stackComponents)
    .where(
      and(
        eq(stackComponents.type, type),
        eq(stackComponents.name, sought),
        isNotNull(stackComponents.deletedAt),
      ),
    );
  const renamed = executor
    .select({ id: nameAliases.targetId, at: sql`${nameAliases.createdAt}`.as('at') })
    .from(nameAliases)
    .where(
      and(
        eq(nameAliases.kind, 'component'),
        eq(nameAliases.name, componentAlias(type, sought)),
        isNull(nameAliases.scopeId),
      ),
    );
  const former = unionAll(ended, renamed).as('former');
  const [row] = await executor
    .select(getTableColumns(stackComponents))
    .from(former)
    .innerJoin(stackComponents, eq(stackComponents.id, former.id))
    .orderBy(desc(former.at))
    .limit(1);
  return row ?? null;
}

/** Whether some component, deleted ones included, has this row id. */
export async function isComponentId(executor: Executor, id: string): Promise<boolean> {
  const rows = await executor
    .select({ id: stackComponents.id })
    .from(stackComponents)
    .where(eq(stackComponents.id, id));
  return rows.length > 0;
}

/** Inserts, or null when the type has a component of this name. */
export async function insertComponent(
  tx: Transaction,
  row: typeof stackComponents.$inferInsert,
): Promise<ComponentRow | null> {
  const [made] = await tx.insert(stackComponents).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Changes a living component; null when it is gone by now. Breaks `stack_components_name` when the name is taken. */
export async function updateComponentRow(
  tx: Transaction,
  id: string,
  change: Partial<typeof stackComponents.$inferInsert>,
): Promise<ComponentRow | null> {
  const [row] = await tx
    .update(stackComponents)
    .set(change)
    .where(and(eq(stackComponents.id, id), isNull(stackComponents.deletedAt)))
    .returning();
  return row ?? null;
}

/** Holds a component, as it is now, until the transaction ends: no stack takes it up meanwhile. Null when it is gone. */
export async function lockComponent(tx: Transaction, id: string): Promise<ComponentRow | null> {
  const [row] = await tx
    .select()
    .from(stackComponents)
    .where(and(eq(stackComponents.id, id), isNull(stackComponents.deletedAt)))
    .for('update');
  return row ?? null;
}

/** Names of the living stacks that have this component, in order. */
export async function stacksWith(executor: Executor, componentId: string): Promise<string[]> {
  const rows = await executor
    .select({ name: stacks.name })
    .from(stackDefinitions)
    .innerJoin(stacks, and(eq(stacks.id, stackDefinitions.stackId), isNull(stacks.deletedAt)))
    .where(eq(stackDefinitions.componentId, componentId))
    .orderBy(asc(stacks.nameKey), asc(stacks.name));
  return rows.map(({ name }) => name);
}

/** All components of a type with their ciphertexts, in the order of making, as old clients list them. */
export function componentsOfType(executor: Executor, type: ComponentType): Promise<ComponentRow[]> {
  return executor
    .select()
    .from(stackComponents)
    .where(and(eq(stackComponents.type, type), isNull(stackComponents.deletedAt)))
    .orderBy(asc(stackComponents.createdAt), asc(stackComponents.id));
}

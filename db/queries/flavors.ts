import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { flavors, stackComponents } from '../schema';
import type { ComponentType } from './components';
import { findable } from './keyset';

export type FlavorRow = typeof flavors.$inferSelect;

/** The living flavor of this type and name, by its folded name, or null. */
export async function findFlavor(
  executor: Executor,
  type: ComponentType,
  nameKey: string,
): Promise<FlavorRow | null> {
  const [row] = await executor
    .select()
    .from(flavors)
    .where(and(eq(flavors.type, type), eq(flavors.nameKey, findable(nameKey)), isNull(flavors.deletedAt)));
  return row ?? null;
}

/** Inserts, or null when the type has a flavor of this name. */
export async function insertFlavor(
  tx: Transaction,
  row: typeof flavors.$inferInsert,
): Promise<FlavorRow | null> {
  const [made] = await tx.insert(flavors).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Changes a living flavor; null when it is gone by now. */
export async function updateFlavorRow(
  tx: Transaction,
  id: string,
  change: Partial<typeof flavors.$inferInsert>,
): Promise<FlavorRow | null> {
  const [row] = await tx
    .update(flavors)
    .set(change)
    .where(and(eq(flavors.id, id), isNull(flavors.deletedAt)))
    .returning();
  return row ?? null;
}

/** Living flavors in the order of making: all, or those of a type. */
export function listFlavorRows(executor: Executor, type: ComponentType | null): Promise<FlavorRow[]> {
  return executor
    .select()
    .from(flavors)
    .where(and(isNull(flavors.deletedAt), type === null ? undefined : eq(flavors.type, type)))
    .orderBy(asc(flavors.createdAt), asc(flavors.id));
}

/** How many living components of a type name this flavor. */
export async function countComponentsOfFlavor(
  executor: Executor,
  type: ComponentType,
  flavor: string,
): Promise<number> {
  const [row] = await executor
    .select({ n: count() })
    .from(stackComponents)
    .where(
      and(
        eq(stackComponents.type, type),
        eq(stackComponents.flavor, flavor),
        isNull(stackComponents.deletedAt),
      ),
    );
  return row?.n ?? 0;
}

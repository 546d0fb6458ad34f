import { and, asc, count, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { flavors, stackComponents } from '../schema';
import type { ComponentType } from './components';
import { COUNT_CAP, containing, findable } from './keyset';

export type FlavorRow = typeof flavors.$inferSelect;

/** The living flavor of this type and name, written exactly so, or null. */
export async function findFlavor(
  executor: Executor,
  type: ComponentType,
  name: string,
): Promise<FlavorRow | null> {
  const [row] = await executor
    .select()
    .from(flavors)
    .where(and(eq(flavors.type, type), eq(flavors.name, findable(name)), isNull(flavors.deletedAt)));
  return row ?? null;
}

/** The flavor of this type and name that was deleted last, or null. */
export async function findDeletedFlavor(
  executor: Executor,
  type: ComponentType,
  name: string,
): Promise<FlavorRow | null> {
  const [row] = await executor
    .select()
    .from(flavors)
    .where(and(eq(flavors.type, type), eq(flavors.name, findable(name)), isNotNull(flavors.deletedAt)))
    .orderBy(desc(flavors.deletedAt))
    .limit(1);
  return row ?? null;
}

/** Holds a flavor, as it is now, until the transaction ends; null when it is gone. */
export async function lockFlavor(tx: Transaction, id: string): Promise<FlavorRow | null> {
  const [row] = await tx
    .select()
    .from(flavors)
    .where(and(eq(flavors.id, id), isNull(flavors.deletedAt)))
    .for('update');
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

interface Choice {
  readonly type: ComponentType | null;
  /** Part of the name, the source or the integration. */
  readonly search: string | null;
}

function chosen({ type, search }: Choice): SQL | undefined {
  const text = search === null ? null : containing(search);
  return and(
    isNull(flavors.deletedAt),
    type === null ? undefined : eq(flavors.type, type),
    text === null
      ? undefined
      : sql`(${flavors.name} ilike ${text} or ${flavors.source} ilike ${text} or ${flavors.integration} ilike ${text})`,
  );
}

/** Living flavors by type and name, at most `limit`. */
export function searchFlavorRows(executor: Executor, choice: Choice, limit: number): Promise<FlavorRow[]> {
  return executor
    .select()
    .from(flavors)
    .where(chosen(choice))
    .orderBy(asc(flavors.type), asc(flavors.nameKey), asc(flavors.name))
    .limit(limit);
}

/** How many there are of those, to one more than the cap. */
export async function countFlavors(executor: Executor, choice: Choice): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(flavors)
    .where(chosen(choice))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

interface FlavorUse {
  readonly type: ComponentType;
  readonly flavor: string;
  /** Living components that name it. */
  readonly components: number;
}

/** How many components name which flavor, the most named first. */
export function flavorUses(
  executor: Executor,
  type: ComponentType | null,
  limit: number,
): Promise<FlavorUse[]> {
  return executor
    .select({ type: stackComponents.type, flavor: stackComponents.flavor, components: count() })
    .from(stackComponents)
    .where(and(isNull(stackComponents.deletedAt), type === null ? undefined : eq(stackComponents.type, type)))
    .groupBy(stackComponents.type, stackComponents.flavor)
    .orderBy(desc(count()), asc(stackComponents.flavor))
    .limit(limit);
}

/** The first `limit` living components, by name, of a type that name this flavor, and how many do. */
export async function componentsOfFlavor(
  executor: Executor,
  type: ComponentType,
  flavor: string,
  limit: number,
): Promise<{ readonly names: string[]; readonly count: number }> {
  const rows = await executor
    .select({ name: stackComponents.name, all: sql`count(*) over ()`.mapWith(Number) })
    .from(stackComponents)
    .where(
      and(
        eq(stackComponents.type, type),
        eq(stackComponents.flavor, findable(flavor)),
        isNull(stackComponents.deletedAt),
      ),
    )
    .orderBy(asc(stackComponents.nameKey), asc(stackComponents.name))
    .limit(limit);
  return { names: rows.map(({ name }) => name), count: rows[0]?.all ?? 0 };
}

import { and, eq, isNull } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { models } from '../schema';

export type ModelRow = typeof models.$inferSelect;

/** The model of this name in the project, by its folded name, or null. */
export async function findModel(
  executor: Executor,
  projectId: string,
  nameKey: string,
): Promise<ModelRow | null> {
  const [row] = await executor
    .select()
    .from(models)
    .where(and(eq(models.projectId, projectId), eq(models.nameKey, nameKey), isNull(models.deletedAt)));
  return row ?? null;
}

/** Inserts, or null when the name is taken: the unique index decides, so of 1,000 at once exactly one gets a row. */
export async function insertModel(
  tx: Transaction,
  row: typeof models.$inferInsert,
): Promise<ModelRow | null> {
  const [made] = await tx.insert(models).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

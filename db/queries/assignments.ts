import type { Transaction } from '../client';
import { roleAssignments } from '../schema';

export type AssignmentRow = typeof roleAssignments.$inferSelect;

/** Inserts, or null when the same assignment is there already. */
export async function insertAssignment(
  tx: Transaction,
  row: typeof roleAssignments.$inferInsert,
): Promise<AssignmentRow | null> {
  const [made] = await tx.insert(roleAssignments).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

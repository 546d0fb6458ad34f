import { and, eq, isNull } from 'drizzle-orm';
import type { Executor } from '../client';
import { roles } from '../schema';

export type RoleRow = typeof roles.$inferSelect;

/** The role of this name, by its folded name, or null. Roles that come with models have no name to people. */
export async function findRole(executor: Executor, nameKey: string): Promise<RoleRow | null> {
  const [row] = await executor
    .select()
    .from(roles)
    .where(and(eq(roles.nameKey, nameKey), isNull(roles.deletedAt)));
  return row === undefined || row.origin === 'model' ? null : row;
}

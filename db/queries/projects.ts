import { and, eq, isNull } from 'drizzle-orm';
import type { Executor } from '../client';
import { projects } from '../schema';

export type ProjectRow = typeof projects.$inferSelect;

/** The project of this name, by its folded name, or null. */
export async function findProject(executor: Executor, nameKey: string): Promise<ProjectRow | null> {
  const [row] = await executor
    .select()
    .from(projects)
    .where(and(eq(projects.nameKey, nameKey), isNull(projects.deletedAt)));
  return row ?? null;
}

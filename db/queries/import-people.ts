import { eq } from 'drizzle-orm';
import type { Executor } from '../client';
import { rolePermissions } from '../schema';

/** Whether a role permits nothing. In a transaction that has locked the grants it stays so until the end. */
export async function isPowerless(executor: Executor, roleId: string): Promise<boolean> {
  const [one] = await executor
    .select({ operation: rolePermissions.operation })
    .from(rolePermissions)
    .where(eq(rolePermissions.roleId, roleId))
    .limit(1);
  return one === undefined;
}

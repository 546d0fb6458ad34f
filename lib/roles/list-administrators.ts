import { lastingAdministrators } from '@/db/queries/administrators';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';

/**
 * Names of active people who hold the global role `admin` without an end, at most `limit`, for who may
 * `role_assignment:read` everywhere. There is always one: see the rule of the last administrator.
 */
export async function listAdministrators(ctx: Ctx, { limit }: { readonly limit: number }): Promise<string[]> {
  await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'read', projectId: null });
  return lastingAdministrators(ctx.db, limit);
}

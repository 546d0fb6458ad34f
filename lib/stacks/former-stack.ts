import { lastBearer } from '@/db/queries/stacks';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';

/**
 * The present name of the stack that last bore this one, for pages to redirect to. Null when none did, when it is
 * deleted, or when the actor may not read stacks. A name that a stack bears now means that stack: ask only after it.
 */
export async function formerStack(ctx: Ctx, input: { readonly stack: string }): Promise<string | null> {
  if (!(await can(ctx, { operation: 'stack', type: 'read', projectId: null }))) return null;
  const row = await lastBearer(ctx.db, input.stack);
  return row === null || row.deletedAt !== null ? null : row.name;
}

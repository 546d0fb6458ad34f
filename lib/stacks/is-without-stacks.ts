import { hasNoStack } from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';

/** Whether there is no stack at all: a client then registers its own first one. */
export async function isWithoutStacks(ctx: Ctx): Promise<boolean> {
  await authorizeOpenly(ctx, { operation: 'stack', type: 'read', projectId: null });
  return hasNoStack(ctx.db);
}

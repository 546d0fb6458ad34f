import { stacksWithComponents } from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { maySeeSecrets } from './components/component';
import { defaultFirst, type UnsealedStack, unsealedStack } from './stack';

/** All stacks with their components' configurations, `default` first, then in the order of making. */
export async function listUnsealedStacks(ctx: Ctx): Promise<UnsealedStack[]> {
  await authorizeOpenly(ctx, { operation: 'stack', type: 'read', projectId: null });
  const seesSecrets = await maySeeSecrets(ctx);
  return (await stacksWithComponents(ctx.db))
    .map((found) => unsealedStack(ctx, found, seesSecrets))
    .sort(defaultFirst);
}

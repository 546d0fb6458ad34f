import { stacksWithComponents } from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { maySeeSecrets } from './component';
import { defaultFirst, type OpenStack, openStack } from './stack';

/** All stacks with their components' configurations, `default` first, then in the order of making. */
export async function listOpenStacks(ctx: Ctx): Promise<OpenStack[]> {
  await authorizeOpenly(ctx, { operation: 'stack', type: 'read', projectId: null });
  const seesSecrets = await maySeeSecrets(ctx);
  return (await stacksWithComponents(ctx.db))
    .map((found) => openStack(ctx, found, seesSecrets))
    .sort(defaultFirst);
}

import { stackConfigurations } from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { ComponentType } from './components/component';
import { resolveStack } from './resolve-stack';
import { defaultFirst } from './stack';

/** Which stack has which component of each type: of all stacks, `default` first, or of one. */
export async function listStackConfigurations(
  ctx: Ctx,
  input: { readonly stack?: string } = {},
): Promise<{ name: string; components: [ComponentType, string][] }[]> {
  if (input.stack === undefined)
    await authorizeOpenly(ctx, { operation: 'stack', type: 'read', projectId: null });
  const row = input.stack === undefined ? null : await resolveStack(ctx, input.stack, 'read');
  return (await stackConfigurations(ctx.db, row?.id ?? null)).sort(defaultFirst);
}

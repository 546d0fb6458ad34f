import 'server-only';
import type { Ctx } from '@/lib/core/ctx';
import { type Why, whyNot } from '@/lib/next/why-not';
import type { ShownFlavor } from '@/lib/stacks/flavors/shown-flavor';

/** Why the reader may not change this flavor; null when they may. What clients bring along is nobody's to change. */
export async function whyNotFlavor(
  ctx: Ctx,
  flavor: Pick<ShownFlavor, 'declared' | 'kind'>,
  type: 'update' | 'delete',
): Promise<Why | string | null> {
  if (flavor.declared !== null) return whyNot(ctx, { operation: 'flavor', type, projectId: null });
  return flavor.kind === 'unknown'
    ? 'Nobody declared this flavor here: components only name it.'
    : 'ZenML brings this flavor along: it is not changed here.';
}

import type { Ctx } from '@/lib/core/ctx';
import { type Flavor, presentFlavor } from './flavor';
import { resolveFlavor } from './resolve-flavor';

/** A declared flavor; those that clients bring along are not among them. */
export async function readFlavor(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
): Promise<Flavor> {
  return presentFlavor(await resolveFlavor(ctx, input, 'read'));
}

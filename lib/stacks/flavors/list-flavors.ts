import { listFlavorRows } from '@/db/queries/flavors';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { componentType } from '@/lib/stacks/components/component';
import { type Flavor, presentFlavor } from './flavor';

/** All declared flavors in the order of making, or those of a type. People declare tens of them. */
export async function listFlavors(ctx: Ctx, input: { readonly type?: string } = {}): Promise<Flavor[]> {
  await authorizeOpenly(ctx, { operation: 'flavor', type: 'read', projectId: null });
  const type = input.type === undefined ? null : componentType(input.type, 'component_type');
  return (await listFlavorRows(ctx.db, type)).map(presentFlavor);
}

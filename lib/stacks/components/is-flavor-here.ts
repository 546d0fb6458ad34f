import { findFlavor } from '@/db/queries/flavors';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import { knownFlavor } from '@/lib/stacks/configurations/known-flavors';
import type { ComponentType } from './component';

/**
 * `invalid` unless clients bring this flavor along or somebody declared it: in a form another name is a slip. Doors
 * take any, since clients know flavors that nobody has told the store.
 */
export async function checkFlavorIsHere(ctx: Ctx, type: ComponentType, flavor: string): Promise<void> {
  if (knownFlavor(type, flavor) !== null) return;
  const reads = await can(ctx, { operation: 'flavor', type: 'read', projectId: null });
  const declared = reads ? await findFlavor(ctx.db, type, flavor) : null;
  if (declared !== null) return;
  const message =
    flavor === ''
      ? 'Choose a flavor.'
      : `Nobody declared the flavor ${flavor} for this type, and ZenML does not bring it along.`;
  throw invalid([{ path: 'flavor', message, value: flavor }]);
}

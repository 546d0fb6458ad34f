import { countComponentsOfFlavor, updateFlavorRow } from '@/db/queries/flavors';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { absentFlavor, type Flavor, flavorEvent, presentFlavor } from './flavor';
import { resolveFlavor } from './resolve-flavor';

/** Ends a declared flavor. `precondition` as long as components name it. */
export async function deleteFlavor(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
): Promise<Flavor> {
  const row = await resolveFlavor(ctx, input, 'delete');
  return transact(ctx.db, async (tx) => {
    const ended = await updateFlavorRow(tx, row.id, deletedStamp(ctx));
    if (ended === null) throw new DomainError('not_found', absentFlavor(input.type, input.name));
    const used = await countComponentsOfFlavor(tx, row.type, row.name);
    if (used > 0) {
      const who = used === 1 ? 'A component has' : `${used} components have`;
      throw new DomainError('precondition', `${who} the flavor '${row.name}': change or end those first.`);
    }
    await audit(tx, ctx, flavorEvent('flavor.delete', ended));
    return presentFlavor(ended);
  });
}

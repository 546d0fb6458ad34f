import { lockFlavor, updateFlavorRow } from '@/db/queries/flavors';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import { absentFlavor, checkFlavor, type Flavor, flavorEvent, presentFlavor } from './flavor';
import { resolveFlavor } from './resolve-flavor';

export interface UpdateFlavor {
  readonly type: string;
  readonly name: string;
  readonly source: string;
  readonly integration?: string | null;
  /** When it was last changed as far as the writer saw; `precondition` when somebody changed it since. */
  readonly expectedUpdatedAt?: Date;
}

/** Changes where a declared flavor comes from. Its name stays: components name it. */
export async function updateFlavor(ctx: Ctx, input: UpdateFlavor): Promise<Flavor> {
  const row = await resolveFlavor(ctx, input, 'update');
  checkFlavor({ name: row.name, source: input.source, integration: input.integration ?? null });
  return transact(ctx.db, async (tx) => {
    const before = await lockFlavor(tx, row.id);
    if (before === null) throw new DomainError('not_found', absentFlavor(input.type, input.name));
    const seen = input.expectedUpdatedAt;
    if (seen !== undefined && seen.getTime() !== before.updatedAt.getTime())
      throw new DomainError(
        'precondition',
        `${before.updatedByName} changed this flavor at ${before.updatedAt.toISOString()}, after you opened it.`,
      );
    const changed = await updateFlavorRow(tx, row.id, {
      source: input.source,
      ...(input.integration === undefined ? {} : { integration: input.integration || null }),
      ...updatedStamp(ctx),
    });
    if (changed === null) throw new DomainError('not_found', absentFlavor(input.type, input.name));
    await audit(tx, ctx, {
      ...flavorEvent('flavor.update', changed),
      details: { from: before.source, source: changed.source },
    });
    return presentFlavor(changed);
  });
}

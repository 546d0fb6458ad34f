import { lockFlavor, updateFlavorRow } from '@/db/queries/flavors';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { absentFlavor, checkFlavor, flavorEvent, flavorFacts, presentFlavor } from './flavor';
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
export const updateFlavor = declareWrite({
  verb: 'updateFlavor',
  asks: ['flavor:update'],
  audits: ['flavor.update'],
  example: ({ componentType, flavor }) => ({ type: componentType, name: flavor, source: 'example.Changed' }),
  ready: async (ctx: Ctx, input: UpdateFlavor) => {
    const row = await resolveFlavor(ctx, input, 'update');
    checkFlavor({ name: row.name, source: input.source, integration: input.integration ?? null });
    return row;
  },
  write: async ({ tx, ctx, tell }, row, input) => {
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
    tell({
      ...flavorEvent('flavor.update', changed),
      changes: changesBetween(flavorFacts(before), flavorFacts(changed)),
    });
    return presentFlavor(changed);
  },
});

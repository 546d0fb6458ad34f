import { stacksWith } from '@/db/queries/components';
import type { Ctx } from '@/lib/core/ctx';
import { maySeeSecrets, type OpenComponent, openComponent } from './component';
import type { Fields } from './configuration';
import { fieldRemarks } from './field-remarks';
import { resolveComponent } from './resolve-component';

export interface ReadComponent extends OpenComponent {
  /** Names of the stacks that have it. */
  readonly stacks: readonly string[];
  /** What its flavor misses in it or does not know. */
  readonly remarks: readonly string[];
}

/** A component with its configuration: as sent for who may read secrets, else masked. */
export async function readComponent(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
): Promise<ReadComponent> {
  const row = await resolveComponent(ctx, input, 'read');
  return {
    ...openComponent(ctx, row, await maySeeSecrets(ctx)),
    stacks: await stacksWith(ctx.db, row.id),
    remarks: fieldRemarks(row.type, row.flavor, row.masked as Fields),
  };
}

import { stacksWith } from '@/db/queries/components';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { maskedFields } from '@/lib/stacks/configurations/configuration';
import { fieldRemarks } from '@/lib/stacks/configurations/field-remarks';
import { holdsComments } from '@/lib/stacks/configurations/yaml';
import { maySeeSecrets, storedConfiguration, type UnsealedComponent, unsealedComponent } from './component';
import { resolveComponent } from './resolve-component';

export interface ReadComponent extends UnsealedComponent {
  /** Names of the stacks that have it, as far as the reader may read stacks. */
  readonly stacks: readonly string[];
  /** How many stacks have it. */
  readonly stackCount: number;
  /** What its flavor misses in it or does not know. */
  readonly remarks: readonly string[];
  /** The stored YAML has comments, which nobody sees who may not read secrets, and which no form writes back. */
  readonly hasComments: boolean;
}

/** A component with its configuration: as sent for who may read secrets, else masked. */
export async function readComponent(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
): Promise<ReadComponent> {
  const row = await resolveComponent(ctx, input, 'read');
  const stored = storedConfiguration(ctx, row);
  // What the projection of an earlier release has lost, a form would write back.
  const fields = maskedFields(stored.fields);
  const stacks = await stacksWith(ctx.db, row.id);
  const readsStacks = await can(ctx, { operation: 'stack', type: 'read', projectId: null });
  return {
    ...unsealedComponent(ctx, row, await maySeeSecrets(ctx)),
    fields,
    stacks: readsStacks ? stacks : [],
    stackCount: stacks.length,
    remarks: fieldRemarks(row.type, row.flavor, fields),
    hasComments: holdsComments(stored.text),
  };
}

import { componentsOfFlavor, updateFlavorRow } from '@/db/queries/flavors';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { absentFlavor, flavorEvent, flavorFacts, presentFlavor } from './flavor';
import { resolveFlavor } from './resolve-flavor';

/** Names told in a refusal. */
const FEW = 5;

/** Ends a declared flavor. `precondition`, naming them to who may read components, as long as some have it. */
export const deleteFlavor = declareWrite({
  verb: 'deleteFlavor',
  asks: ['flavor:delete'],
  audits: ['flavor.delete'],
  example: ({ componentType, flavor }) => ({ type: componentType, name: flavor }),
  ready: async (ctx: Ctx, input: { readonly type: string; readonly name: string }) => {
    const row = await resolveFlavor(ctx, input, 'delete');
    const mayName = await can(ctx, { operation: 'stack_component', type: 'read', projectId: null });
    return { row, mayName };
  },
  write: async ({ tx, ctx, tell }, { row, mayName }, input) => {
    const ended = await updateFlavorRow(tx, row.id, deletedStamp(ctx));
    if (ended === null) throw new DomainError('not_found', absentFlavor(input.type, input.name));
    const { names, count } = await componentsOfFlavor(tx, row.type, row.name, FEW);
    if (count > 0) throw inUse(row.name, count, mayName ? names : []);
    tell({ ...flavorEvent('flavor.delete', ended), changes: changesBetween(flavorFacts(ended), null) });
    return presentFlavor(ended);
  },
});

function inUse(name: string, count: number, users: readonly string[]): DomainError {
  const who = count === 1 ? 'A component has' : `${count} components have`;
  const left = count - users.length;
  const names = users.length === 0 ? '' : ` (${users.join(', ')}${left > 0 ? ` and ${left} more` : ''})`;
  return new DomainError(
    'precondition',
    `${who} the flavor '${name}'${names}: change or end ${count === 1 ? 'it' : 'those'} first.`,
  );
}

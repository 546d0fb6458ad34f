import { lockComponent, stacksWith, updateComponentRow } from '@/db/queries/components';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { declareWrite } from '@/lib/writes/write';
import { absentComponent, presentComponent } from './component';
import { componentChanges, componentEvent, componentFacts } from './find-or-create-component';
import { resolveComponent } from './resolve-component';

/** Ends a component. `precondition` naming the stacks that have it to who may read those, as long as some have. */
export const deregisterComponent = declareWrite({
  verb: 'deregisterComponent',
  asks: ['stack_component:delete'],
  audits: ['stack_component.delete'],
  example: ({ componentType, component }) => ({ type: componentType, name: component }),
  ready: async (ctx: Ctx, input: { readonly type: string; readonly name: string }) => {
    const row = await resolveComponent(ctx, input, 'delete');
    const readsStacks = await can(ctx, { operation: 'stack', type: 'read', projectId: null });
    return { row, readsStacks };
  },
  write: async ({ tx, ctx, tell }, { row, readsStacks }, input) => {
    if ((await lockComponent(tx, row.id)) === null)
      throw new DomainError('not_found', absentComponent(input.type, input.name));
    const stacks = await stacksWith(tx, row.id);
    if (stacks.length > 0) throw inUse(row.type, row.name, stacks, readsStacks);
    const ended = await updateComponentRow(tx, row.id, deletedStamp(ctx));
    if (ended === null) throw new DomainError('not_found', absentComponent(input.type, input.name));
    tell({
      ...componentEvent('stack_component.delete', ended),
      changes: componentChanges(componentFacts(ended), null),
    });
    return presentComponent(ended);
  },
});

function inUse(type: string, name: string, stacks: readonly string[], mayName: boolean): DomainError {
  const shown = mayName ? stacks.slice(0, 5).map((stack) => `'${stack}'`) : [];
  const left = stacks.length - shown.length;
  const more = left === 0 ? [] : [shown.length === 0 ? `${left} that you may not read` : `${left} more`];
  return new DomainError(
    'precondition',
    `Unable to deregister stack component (type: ${type}, name: ${name}) that is part of a registered stack (stack name: ${[shown.join(', '), ...more].filter(Boolean).join(' and ')}).`,
  );
}

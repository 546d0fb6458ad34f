import { lockComponent, stacksWith, updateComponentRow } from '@/db/queries/components';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { absentComponent, type Component, presentComponent } from './component';
import { resolveComponent } from './resolve-component';
import { componentEvent } from './settle-component';

/** Ends a component. `precondition` naming the stacks that have it, as long as some have. */
export async function deregisterComponent(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
): Promise<Component> {
  const row = await resolveComponent(ctx, input, 'delete');
  return transact(ctx.db, async (tx) => {
    if ((await lockComponent(tx, row.id)) === null)
      throw new DomainError('not_found', absentComponent(input.type, input.name));
    const stacks = await stacksWith(tx, row.id);
    if (stacks.length > 0) throw inUse(row.type, row.name, stacks);
    const ended = await updateComponentRow(tx, row.id, deletedStamp(ctx));
    if (ended === null) throw new DomainError('not_found', absentComponent(input.type, input.name));
    await audit(tx, ctx, {
      ...componentEvent('stack_component.delete', ended),
      details: { type: ended.type },
    });
    return presentComponent(ended);
  });
}

function inUse(type: string, name: string, stacks: readonly string[]): DomainError {
  const shown = stacks.slice(0, 5).map((stack) => `'${stack}'`);
  const more = stacks.length > shown.length ? ` and ${stacks.length - shown.length} more` : '';
  return new DomainError(
    'precondition',
    `Unable to deregister stack component (type: ${type}, name: ${name}) that is part of a registered stack (stack name: ${shown.join(', ')}${more}).`,
  );
}

import { insertStack, replaceDefinitions } from '@/db/queries/stacks';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { componentRefusals, settleComponent } from './settle-component';
import {
  checkedParts,
  type FullStack,
  presentFullStack,
  type StackPart,
  stackEvent,
  stackTaken,
} from './stack';

export interface RegisterStack {
  readonly name: string;
  readonly components: readonly StackPart[];
}

/**
 * Registers a stack and those of its components that are not there yet, in one transaction: a conflict leaves nothing
 * behind. `conflict` when the name is taken, or a component of a type and name is another than the posted one;
 * `invalid` when one that is only named is not there.
 */
export async function registerStack(ctx: Ctx, input: RegisterStack): Promise<FullStack> {
  await authorizeOpenly(ctx, { operation: 'stack', type: 'create', projectId: null });
  checkName(input.name, 'stack name', 'path', 'name');
  const posted = checkedParts(input.components);
  const refusals = await componentRefusals(ctx);
  return transact(ctx.db, async (tx) => {
    const stack = await insertStack(tx, {
      id: newId(),
      name: input.name,
      nameKey: nameKey(input.name),
      ...stamp(ctx),
    });
    if (stack === null) throw stackTaken(input.name);
    const components = [];
    for (const [n, component] of posted.entries())
      components.push(await settleComponent(tx, ctx, component, `components.${n}`, refusals));
    await replaceDefinitions(tx, stack.id, components);
    await audit(tx, ctx, {
      ...stackEvent('stack.create', stack),
      details: { components: components.map(({ type, name }) => `${type}: ${name}`) },
    });
    return presentFullStack({ stack, components });
  });
}

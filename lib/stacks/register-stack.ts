import { insertStack, replaceDefinitions } from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { exampleComponent } from './components/component';
import { componentRefusals, findOrCreateComponent } from './components/find-or-create-component';
import { checkedParts, presentFullStack, type StackPart, stackEvent, stackFacts, stackTaken } from './stack';

export interface RegisterStack {
  readonly name: string;
  readonly components: readonly StackPart[];
}

/**
 * Registers a stack and those of its components that are not there yet, in one transaction: a conflict leaves nothing
 * behind. `conflict` when the name is taken, or a component of a type and name is another than the posted one;
 * `invalid` when one that is only named is not there.
 */
export const registerStack = declareWrite({
  verb: 'registerStack',
  asks: ['stack:create'],
  audits: ['stack.create', 'stack_component.create', 'stack_component.update'],
  example: ({ componentType, fresh }) => ({
    name: fresh('stack'),
    components: [exampleComponent(componentType, fresh('component'))],
  }),
  ready: async (ctx: Ctx, input: RegisterStack) => {
    await authorizeOpenly(ctx, { operation: 'stack', type: 'create', projectId: null });
    checkName(input.name, 'stack name', 'path', 'name');
    return { posted: checkedParts(input.components), refusals: await componentRefusals(ctx) };
  },
  write: async (writing, { posted, refusals }, { name }) => {
    const { tx, ctx, tell } = writing;
    const stack = await insertStack(tx, { id: newId(), name, nameKey: nameKey(name), ...stamp(ctx) });
    if (stack === null) throw stackTaken(name);
    const components = [];
    for (const [n, component] of posted.entries())
      components.push(await findOrCreateComponent(writing, component, `components.${n}`, refusals));
    await replaceDefinitions(tx, stack.id, components);
    tell({
      ...stackEvent('stack.create', stack),
      changes: changesBetween(null, stackFacts(stack, components)),
    });
    return presentFullStack({ stack, components });
  },
});

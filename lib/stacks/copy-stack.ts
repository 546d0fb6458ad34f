import { insertStack, lockStack, replaceDefinitions, stacksWithComponents } from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { resolveStack } from './resolve-stack';
import { absentStack, presentFullStack, stackEvent, stackFacts, stackTaken } from './stack';

/** A new stack of the same components under another name. `conflict` when that is taken. */
export const copyStack = declareWrite({
  verb: 'copyStack',
  asks: ['stack:create'],
  audits: ['stack.create'],
  example: ({ stack, fresh }) => ({ stack, name: fresh('stack') }),
  ready: async (ctx: Ctx, input: { readonly stack: string; readonly name: string }) => {
    const source = await resolveStack(ctx, input.stack, 'read');
    await authorizeOpenly(ctx, { operation: 'stack', type: 'create', projectId: null });
    checkName(input.name, 'stack name', 'path', 'name');
    return source;
  },
  write: async ({ tx, ctx, tell }, source, input) => {
    // Held: as long as it has its components, nobody deregisters one before the copy has them too.
    const held = await lockStack(tx, source.id);
    const [found] = held === null ? [] : await stacksWithComponents(tx, source.id);
    if (found === undefined) throw new DomainError('not_found', absentStack(input.stack));
    const stack = await insertStack(tx, {
      id: newId(),
      name: input.name,
      nameKey: nameKey(input.name),
      ...stamp(ctx),
    });
    if (stack === null) throw stackTaken(input.name);
    const { components } = found;
    await replaceDefinitions(tx, stack.id, components);
    tell({
      ...stackEvent('stack.create', stack),
      changes: changesBetween(null, stackFacts(stack, components)),
      details: { copyOf: source.name },
    });
    return presentFullStack({ stack, components });
  },
});

import { insertStack, lockStack, replaceDefinitions, stacksWithComponents } from '@/db/queries/stacks';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { resolveStack } from './resolve-stack';
import { absentStack, type FullStack, presentFullStack, stackEvent, stackTaken } from './stack';

/** A new stack of the same components under another name. `conflict` when that is taken. */
export async function copyStack(
  ctx: Ctx,
  input: { readonly stack: string; readonly name: string },
): Promise<FullStack> {
  const source = await resolveStack(ctx, input.stack, 'read');
  await authorizeOpenly(ctx, { operation: 'stack', type: 'create', projectId: null });
  checkName(input.name, 'stack name', 'path', 'name');
  return transact(ctx.db, async (tx) => {
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
    await replaceDefinitions(tx, stack.id, found.components);
    await audit(tx, ctx, { ...stackEvent('stack.create', stack), details: { copyOf: source.name } });
    return presentFullStack({ stack, components: found.components });
  });
}

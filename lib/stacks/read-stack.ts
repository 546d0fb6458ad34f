import { type StackWithComponents, stacksWithComponents } from '@/db/queries/stacks';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { once } from '@/lib/core/once';
import { maySeeSecrets } from './components/component';
import { resolveStack } from './resolve-stack';
import { absentStack, type FullStack, presentFullStack, type UnsealedStack, unsealedStack } from './stack';

/** A stack with its components, secrets masked. */
export async function readStack(ctx: Ctx, input: { readonly stack: string }): Promise<FullStack> {
  return presentFullStack(await foundStack(ctx, input.stack));
}

/** A stack with its components' configurations: as sent for who may read secrets, else masked. */
export async function readUnsealedStack(ctx: Ctx, input: { readonly stack: string }): Promise<UnsealedStack> {
  return unsealedStack(ctx, await foundStack(ctx, input.stack), await maySeeSecrets(ctx));
}

async function foundStack(ctx: Ctx, name: string): Promise<StackWithComponents> {
  const row = await resolveStack(ctx, name, 'read');
  const [found] = await once(ctx, ['stack with components', row.id], () =>
    stacksWithComponents(ctx.db, row.id),
  );
  if (found === undefined) throw new DomainError('not_found', absentStack(name));
  return found;
}

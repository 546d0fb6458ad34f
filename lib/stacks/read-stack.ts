import { stacksWithComponents } from '@/db/queries/stacks';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { maySeeSecrets } from './component';
import { resolveStack } from './resolve-stack';
import { absentStack, type FullStack, type OpenStack, openStack, presentFullStack } from './stack';

/** A stack with its components, secrets masked. */
export async function readStack(ctx: Ctx, input: { readonly stack: string }): Promise<FullStack> {
  const row = await resolveStack(ctx, input.stack, 'read');
  const [found] = await stacksWithComponents(ctx.db, row.id);
  if (found === undefined) throw new DomainError('not_found', absentStack(input.stack));
  return presentFullStack(found);
}

/** A stack with its components' configurations: as sent for who may read secrets, else masked. */
export async function readOpenStack(ctx: Ctx, input: { readonly stack: string }): Promise<OpenStack> {
  const row = await resolveStack(ctx, input.stack, 'read');
  const [found] = await stacksWithComponents(ctx.db, row.id);
  if (found === undefined) throw new DomainError('not_found', absentStack(input.stack));
  return openStack(ctx, found, await maySeeSecrets(ctx));
}

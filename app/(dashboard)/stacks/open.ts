import 'server-only';
import type { Ctx } from '@/lib/core/ctx';
import { type ObjectPart, url } from '@/lib/core/urls';
import { type Found, find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { formerStack } from '@/lib/stacks/former-stack';
import { readStack } from '@/lib/stacks/read-stack';
import type { FullStack } from '@/lib/stacks/stack';

export type StackParams = Promise<{ stack: string }>;

/** The stack that an address means, or what became of it; a former name leads to the page of the present one. */
export async function openStack(
  params: StackParams,
  part: ObjectPart | null,
): Promise<{ ctx: Ctx; at: { stack: string }; found: Found<FullStack> }> {
  const ctx = await signedInCtx();
  const at = await names(params);
  const found = await find(readStack(ctx, at), async () => {
    const name = await formerStack(ctx, at);
    if (name === null) return null;
    return part === null ? url.stack(name) : url.part(url.stack(name), part);
  });
  return { ctx, at, found };
}

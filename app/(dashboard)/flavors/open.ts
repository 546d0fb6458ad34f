import 'server-only';
import { TYPES } from '@/components/stack-components/type-labels';
import type { Ctx } from '@/lib/core/ctx';
import { type Found, find, names, nothing } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { type FlavorInUse, readAnyFlavor } from '@/lib/stacks/flavors/read-any-flavor';

export type FlavorParams = Promise<{ type: string; flavor: string }>;

interface Opened {
  readonly ctx: Ctx;
  readonly at: { readonly type: string; readonly name: string };
  readonly found: Found<FlavorInUse>;
}

/** The flavor that an address means, wherever it comes from, or what became of it. */
export async function openFlavor(params: FlavorParams): Promise<Opened> {
  const ctx = await signedInCtx();
  const { type, flavor } = await names(params);
  const at = { type, name: flavor };
  if (!TYPES.some((known) => known === type)) return { ctx, at, found: nothing() };
  return { ctx, at, found: await find(readAnyFlavor(ctx, at)) };
}

import 'server-only';
import { TYPES } from '@/components/stack-components/type-labels';
import type { Ctx } from '@/lib/core/ctx';
import { type ObjectPart, url } from '@/lib/core/urls';
import { type Found, find, names, nothing } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { formerComponent } from '@/lib/stacks/components/former-component';
import { type ReadComponent, readComponent } from '@/lib/stacks/components/read-component';

export type ComponentParams = Promise<{ type: string; name: string }>;

interface Opened {
  readonly ctx: Ctx;
  readonly at: { readonly type: string; readonly name: string };
  /** The component's YAML is left out: pages show fields, which are masked for everybody. */
  readonly found: Found<Omit<ReadComponent, 'configuration'>>;
}

/** The component that an address means, or what became of it; a former name leads to where it is now. */
export async function openComponent(params: ComponentParams, part: ObjectPart | null): Promise<Opened> {
  const ctx = await signedInCtx();
  const at = await names(params);
  if (!TYPES.some((type) => type === at.type)) return { ctx, at, found: nothing() };
  const found = await find(
    readComponent(ctx, at).then(({ configuration: _, ...shown }) => shown),
    async () => {
      const now = await formerComponent(ctx, at);
      if (now === null) return null;
      const object = url.component(now.type, now.name);
      return part === null ? object : url.part(object, part);
    },
  );
  return { ctx, at, found };
}

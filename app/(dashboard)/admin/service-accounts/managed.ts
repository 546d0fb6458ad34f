import type { Ctx } from '@/lib/core/ctx';
import { managesTokensOf } from '@/lib/credentials/manages-tokens';
import { type Why, whyNot } from '@/lib/next/why-not';
import type { ServiceAccount } from '@/lib/service-accounts/service-account';

/** Why the reader may not hand out tokens of the account; null where they may, as far as its state and they go. */
export async function whyNoToken(
  ctx: Ctx,
  { id, name, isActive }: ServiceAccount,
): Promise<Why | string | null> {
  if (!(await managesTokensOf(ctx, id)))
    return whyNot(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: id });
  return isActive ? null : `${name} is deactivated: reactivate the account first.`;
}

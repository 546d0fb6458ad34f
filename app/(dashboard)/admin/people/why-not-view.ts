import type { Reason } from '@/components/access/why-not';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { mayViewHere } from '@/lib/next/view';
import { whyNot } from '@/lib/next/why-not';
import type { User } from '@/lib/people/user';
import { VIEWER_NEEDS } from '@/lib/permissions/viewing';

/** Why the reader may not view the store as somebody; null when they may. */
export async function whyNotView(ctx: Ctx, { id, name, isActive }: User): Promise<Reason | null> {
  if (id === actorUserId(ctx.actor)) return 'You see the store as yourself already.';
  for (const need of VIEWER_NEEDS) {
    const why = await whyNot(ctx, need);
    if (why !== null) return why;
  }
  if (!isActive) return `The account ${name} is deactivated, and sees no pages.`;
  return (await mayViewHere()) ? null : 'Views need the server that comes with Assay, not Next alone.';
}

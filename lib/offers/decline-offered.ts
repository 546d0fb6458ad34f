import type { Ctx } from '@/lib/core/ctx';
import { endOffer } from './end-offer';

/** Leaves a role, or a person, as they arrived, and asks no more. */
export async function declineOffered(ctx: Ctx, input: { readonly offer: string }): Promise<void> {
  await endOffer(ctx, { offer: input.offer, answer: 'declined', left: [] });
}

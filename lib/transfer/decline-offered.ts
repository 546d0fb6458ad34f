import type { Ctx } from '@/lib/core/ctx';
import { endOffer } from './end-offer';
import { authorizeOffers, findOffer } from './import-offer';

/** Leaves a role, or a person, as they arrived, and asks no more. */
export async function declineOffered(ctx: Ctx, input: { readonly offer: string }): Promise<void> {
  await authorizeOffers(ctx);
  await endOffer(ctx, await findOffer(ctx, input.offer), 'declined', []);
}

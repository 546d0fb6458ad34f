import { deleteOffer, type OfferRow, shrinkOffer } from '@/db/queries/import-offers';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import type { OfferedWord } from './group-mapping';

/** Ends an offer that was answered; what is `left` of it goes on waiting: what it names may come yet. */
export async function endOffer(
  ctx: Ctx,
  offer: OfferRow,
  answer: 'given' | 'declined',
  left: readonly OfferedWord[],
): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const isThere =
      left.length === 0 ? await deleteOffer(tx, offer.id) : await shrinkOffer(tx, offer.id, left);
    if (!isThere) return;
    await audit(tx, ctx, {
      action: 'role.offer_end',
      resourceType: offer.role === null ? 'user' : 'role',
      resourceId: null,
      resourceName: offer.role ?? offer.user ?? '',
      projectId: null,
      details: { answer, left: left.length },
    });
  });
}

import { deleteOffer, type OfferRow, shrinkOffer } from '@/db/queries/import-offers';
import type { Ctx } from '@/lib/core/ctx';
import { declareWrite } from '@/lib/writes/write';
import type { OfferedPermission } from './group-mapping';
import { authorizeOffers, findOffer } from './import-offer';

interface EndOffer {
  /** Row id. */
  readonly offer: string;
  /** It, where the caller has looked it up already. */
  readonly found?: OfferRow;
  readonly answer: 'given' | 'declined';
  readonly left: readonly OfferedPermission[];
}

/** Ends an offer that was answered; what is `left` of it goes on waiting: what it names may come yet. */
export const endOffer = declareWrite({
  verb: 'endOffer',
  asks: ['role:update'],
  audits: ['role.offer_end'],
  example: async ({ offer }): Promise<EndOffer> => ({ offer: await offer(), answer: 'declined', left: [] }),
  ready: async (ctx: Ctx, input: EndOffer) => {
    await authorizeOffers(ctx);
    return input.found ?? (await findOffer(ctx, input.offer));
  },
  write: async ({ tx, tell, tellNothing }, offer, { answer, left }) => {
    const isThere =
      left.length === 0 ? await deleteOffer(tx, offer.id) : await shrinkOffer(tx, offer.id, left);
    if (!isThere) {
      tellNothing();
      return;
    }
    tell({
      action: 'role.offer_end',
      resourceType: offer.role === null ? 'user' : 'role',
      resourceId: null,
      resourceName: offer.role ?? offer.user ?? '',
      projectId: null,
      details: { answer, left: left.length },
    });
  },
});

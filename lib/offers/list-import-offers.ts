import { countOffers, listOffers } from '@/db/queries/import-offers';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { authorizeOffers, type ImportOffer, presentOffers } from './import-offer';

/** Offers shown at once; answering some brings the next ones. */
const MOST = 200;

/** What arrived by imports without power and waits for an administrator's word: at most {@link MOST}, and how many in all. */
export async function listImportOffers(
  ctx: Ctx,
): Promise<{ readonly items: ImportOffer[]; readonly count: number }> {
  await authorizeOffers(ctx);
  const rows = await listOffers(ctx.db, { limit: MOST });
  return { items: await presentOffers(ctx, rows), count: await countOffers(ctx.db) };
}

/** How many offers wait; none for who may not see them. */
export async function countImportOffers(ctx: Ctx): Promise<number> {
  const may =
    (await can(ctx, { operation: 'view_as', type: 'read', projectId: null })) &&
    (await can(ctx, { operation: 'role', type: 'update', projectId: null }));
  return may ? countOffers(ctx.db) : 0;
}

import type { Transaction } from '@/db/client';
import { keepOffer } from '@/db/queries/import-offers';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import type { OfferedWord } from './group-mapping';

/** Remembers what an imported group permitted, for an administrator to give to its role. It gives nothing by itself. */
export async function offerWords(
  ctx: Ctx,
  role: { readonly id: string; readonly name: string },
  words: readonly OfferedWord[],
): Promise<void> {
  if (words.length === 0) return;
  await transact(ctx.db, async (tx) => {
    const isNew = await keepOffer(tx, { id: newId(), roleId: role.id, words, ...createdStamp(ctx) });
    if (!isNew) return;
    await audit(tx, ctx, {
      action: 'role.offer',
      resourceType: 'role',
      resourceId: role.id,
      resourceName: role.name,
      projectId: null,
      details: { words: words.length },
    });
  });
}

/** Remembers that somebody administered the store they come from; in the transaction that makes them. */
export async function offerAdministration(tx: Transaction, ctx: Ctx, userId: string): Promise<void> {
  await keepOffer(tx, { id: newId(), userId, words: [], ...createdStamp(ctx) });
}

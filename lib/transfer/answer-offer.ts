import { deleteOffer, type OfferRow, shrinkOffer } from '@/db/queries/import-offers';
import { transact } from '@/db/transact';
import { assignRole } from '@/lib/access/assign-role';
import { audit } from '@/lib/access/audit';
import { readRole } from '@/lib/access/read-role';
import { updateRole } from '@/lib/access/update-role';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { OfferedWord } from './group-mapping';
import { authorizeOffers, findOffer, givenWords } from './import-offer';

/**
 * Gives what an import did not bring: to a role what its group permitted, on the models that are here, beside what it
 * permits by now (the rest waits on, `precondition` when none is here); to a person the role `admin` everywhere. By the verbs that do it anywhere, with their rules: the
 * actor must hold what they give, and have signed in within the hour. Gone then, and told in the audit trail.
 */
export async function giveOffered(ctx: Ctx, input: { readonly offer: string }): Promise<void> {
  await authorizeOffers(ctx);
  const offer = await findOffer(ctx, input.offer);
  if (offer.role === null) {
    await assignRole(ctx, { role: 'admin', user: offer.user });
    await endOffer(ctx, offer, 'given', []);
    return;
  }
  const { given, lacking } = await givenWords(ctx, offer);
  if (given.length === 0)
    throw new DomainError(
      'precondition',
      `What role ${offer.role} was permitted something on is not here yet.`,
    );
  const { permissions } = await readRole(ctx, { role: offer.role });
  await updateRole(ctx, { role: offer.role, permissions: [...permissions, ...given] });
  await endOffer(ctx, offer, 'given', lacking);
}

/** Leaves a role, or a person, as they arrived, and asks no more. */
export async function declineOffered(ctx: Ctx, input: { readonly offer: string }): Promise<void> {
  await authorizeOffers(ctx);
  await endOffer(ctx, await findOffer(ctx, input.offer), 'declined', []);
}

/** What is `left` goes on waiting: its models may come yet. */
async function endOffer(
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

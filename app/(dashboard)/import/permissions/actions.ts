'use server';

import { revalidatePath } from 'next/cache';
import { DomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { declineOffered } from '@/lib/offers/decline-offered';
import { giveOffered } from '@/lib/offers/give-offered';

/** Gives, or declines for good, what the ticked roles or one person had where they come from. */
export async function answerOffersAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const chosen = fields.numbered('offer');
    if (chosen.length === 0) throw new DomainError('invalid', 'Tick at least one.');
    const isGiven = fields.text('act') === 'give';
    const answer = isGiven ? giveOffered : declineOffered;
    for (const offer of chosen) await answer(ctx, { offer, as: fields.text(`as.${offer}`) });
    revalidatePath(url.importOffers());
    const what = chosen.length === 1 ? 'one' : String(chosen.length);
    return { message: isGiven ? `Gave ${what} their former permissions.` : `Left ${what} as they are.` };
  });
}

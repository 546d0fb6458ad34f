'use server';

import { revalidatePath } from 'next/cache';
import { dayText } from '@/components/ui/time-text';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { endReviewed } from '@/lib/reviews/end-reviewed';
import { keepAssignment } from '@/lib/reviews/keep-assignment';
import { keptUntil } from '@/lib/reviews/reviewed-assignment';
import { readRoleAssignment } from '@/lib/roles/read-role-assignment';
import { actOnEach } from '../act-on-each';

/** Keeps or ends the ticked assignments, or keeps the one whose button was pressed. */
export async function reviewAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const only = fields.text('only');
    const ids = only === '' ? fields.numbered('assignments') : [only];
    const keeps = only !== '' || fields.text('act') === 'keep';
    const names = await namesOf(ctx, ids);
    const message = await actOnEach({
      ids,
      noun: ['assignment', 'assignments'],
      did: keeps ? `kept until ${dayText(keptUntil(ctx.now))}` : 'ended',
      called: (id) => names.get(id) ?? id,
      act: (id) => (keeps ? keepAssignment(ctx, { id }) : endReviewed(ctx, { id })),
    });
    revalidatePath(url.review());
    return { message };
  });
}

/** What each is called where it is refused. */
async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of ids)
    try {
      const { role, user, team } = await readRoleAssignment(ctx, { id });
      names.set(id, `${role} of ${user ?? `the team ${team}`}`);
    } catch (error) {
      if (!isDomainError(error)) throw error;
    }
  return names;
}

export async function endReviewedAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await endReviewed(ctx, { id: fields.text('id') });
    return go(url.review());
  });
}

export async function keepReviewedAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { keptUntil: until } = await keepAssignment(ctx, { id: fields.text('id') });
    revalidatePath(url.review());
    return { message: `Kept until ${dayText(until)}.` };
  });
}

'use server';

import { revalidatePath } from 'next/cache';
import { invalid } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { grantRequest } from '@/lib/requests/grant-request';
import { refuseRequest } from '@/lib/requests/refuse-request';
import { DURATION_NAMES } from '@/lib/requests/request';

/** Grants or refuses what somebody asked for, as the button says. */
export async function answerRequestAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const id = fields.text('id');
    const note = fields.optional('note');
    if (fields.text('act') === 'refuse') await refuseRequest(ctx, { id, note });
    else {
      const duration = DURATION_NAMES.find((name) => name === fields.text('duration'));
      if (duration === undefined) throw invalid([{ path: 'duration', message: 'Choose for how long.' }]);
      await grantRequest(ctx, { id, note, duration, team: fields.optional('team') });
    }
    revalidatePath('/', 'layout');
    return go(url.request(id));
  });
}

'use server';

import { revalidatePath } from 'next/cache';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { endSession } from '@/lib/sign-in/end-session';
import { actOnEach } from '../act-on-each';

export async function endSessionsAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const message = await actOnEach({
      ids: fields.numbered('sessions'),
      noun: ['session', 'sessions'],
      did: 'ended',
      act: (id) => endSession(ctx, { id }),
    });
    revalidatePath(url.sessions());
    return { message };
  });
}

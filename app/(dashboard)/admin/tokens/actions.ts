'use server';

import { revalidatePath } from 'next/cache';
import { url } from '@/lib/core/urls';
import { revokeToken } from '@/lib/credentials/revoke-token';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { actOnEach } from '../act-on-each';

export async function revokeTokensAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const message = await actOnEach({
      ids: fields.numbered('tokens'),
      noun: ['token', 'tokens'],
      did: 'revoked',
      act: (id) => revokeToken(ctx, { id }),
    });
    revalidatePath(url.tokens());
    return { message };
  });
}

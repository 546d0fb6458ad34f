'use server';

import { url } from '@/lib/core/urls';
import { setPasswordByLink } from '@/lib/credentials/set-password-by-link';
import { attempt } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { pageRequestContext } from '@/lib/next/page-ctx';
import { checkSame } from '@/lib/next/same-password';

/** Sets the password of a link's account; signing in with it is the next step. */
export async function setPasswordByLinkAction(_state: FormState, data: FormData): Promise<FormState> {
  return attempt(data, async (fields) => {
    const password = fields.text('password');
    checkSame(password, fields.text('again'));
    await setPasswordByLink(await pageRequestContext(), { secret: fields.text('secret'), password });
    return go(url.passwordSet());
  });
}

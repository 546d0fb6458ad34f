'use server';

import { url } from '@/lib/core/urls';
import { signInHere } from '@/lib/next/auth';
import { attempt } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { pageRequestContext } from '@/lib/next/page-ctx';
import { checkSame } from '@/lib/next/same-password';
import { completeSetup } from '@/lib/sign-in/complete-setup';

/** Makes the first administrator; the printed secret stands for signing in. */
export async function completeSetupAction(_state: FormState, data: FormData): Promise<FormState> {
  return attempt(data, async (fields) => {
    const [name, password] = [fields.text('name'), fields.text('password')];
    checkSame(password, fields.text('again'));
    await completeSetup(await pageRequestContext(), { secret: fields.text('secret'), name, password });
    await signInHere(name, password);
    return go(url.home());
  });
}

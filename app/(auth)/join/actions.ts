'use server';

import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { acceptInvitation } from '@/lib/invitations/accept-invitation';
import { signInHere } from '@/lib/next/auth';
import { attempt } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { pageRequestContext } from '@/lib/next/page-ctx';
import { checkSame } from '@/lib/next/same-password';

/** Makes the account of an invitation and signs in as it; the secret stands for signing in before. */
export async function acceptInvitationAction(_state: FormState, data: FormData): Promise<FormState> {
  return attempt(data, async (fields) => {
    const password = fields.text('password');
    checkSame(password, fields.text('again'));
    const secret = fields.text('secret');
    const { name } = await acceptInvitation(await pageRequestContext(), { secret, password });
    return go((await signsIn(name, password)) ? url.welcome() : url.signIn(url.welcome()));
  });
}

/** Whether it did: the account is there in any case, though guesses at its name may keep everybody waiting. */
async function signsIn(name: string, password: string): Promise<boolean> {
  try {
    await signInHere(name, password);
    return true;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return false;
  }
}

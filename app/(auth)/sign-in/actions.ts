'use server';

import { signInHere } from '@/lib/next/auth';
import { attempt } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { localPath } from '@/lib/next/local-path';

/** Signs in with name and password, the one action besides set-up that needs nobody signed in. */
export async function signInAction(_state: FormState, data: FormData): Promise<FormState> {
  return attempt(data, async (fields) => {
    await signInHere(fields.text('name'), fields.text('password'));
    return go(localPath(fields.text('from')));
  });
}

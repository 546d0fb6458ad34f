'use server';

import { completeSetup as complete } from '@/lib/access/complete-setup';
import { url } from '@/lib/core/urls';
import { signInHere } from '@/lib/next/auth';
import { attempt } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { pageDoor } from '@/lib/next/page-ctx';
import { checkSame } from '@/lib/next/same-password';

/** Makes the first administrator; the printed secret stands for signing in. */
export async function completeSetup(_state: FormState, data: FormData): Promise<FormState> {
  return attempt(data, async (fields) => {
    const [name, password] = [fields.text('name'), fields.text('password')];
    checkSame(password, fields.text('again'));
    await complete(await pageDoor(), { secret: fields.text('secret'), name, password });
    await signInHere(name, password);
    return go(url.home());
  });
}

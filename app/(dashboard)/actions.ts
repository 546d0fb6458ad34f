'use server';

import { url } from '@/lib/core/urls';
import { signOutHere } from '@/lib/next/auth';
import { go } from '@/lib/next/go';
import { checkOrigin } from '@/lib/next/origin';
import { actingCtx } from '@/lib/next/page-ctx';

/** Signs out: ends the session's row and clears the cookie. */
export async function endSessionAction(): Promise<void> {
  await checkOrigin();
  await actingCtx();
  await signOutHere();
  go(url.signIn());
}

import { url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { readUser } from '@/lib/people/read-user';

/** The account that an address names, for its pages. */
export async function openPerson(params: Promise<{ person: string }>) {
  const { person: name } = await names(params);
  const ctx = await signedInCtx();
  const found = await find(readUser(ctx, { user: name }));
  // Pages name accounts of both kinds, and a service account has a page of its own.
  if (found.value?.kind === 'service') go(url.serviceAccount(found.value.name));
  return { ctx, name, found };
}

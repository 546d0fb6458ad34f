import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { readUser } from '@/lib/people/read-user';

/** The account that an address names, for its pages. */
export async function openPerson(params: Promise<{ person: string }>) {
  const { person: name } = await names(params);
  const ctx = await signedInCtx();
  return { ctx, name, found: await find(readUser(ctx, { user: name })) };
}

import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { readServiceAccount } from '@/lib/service-accounts/read-service-account';

/** The service account that an address names, for its pages. */
export async function openServiceAccount(params: Promise<{ account: string }>) {
  const { account: name } = await names(params);
  const ctx = await signedInCtx();
  return { ctx, name, found: await find(readServiceAccount(ctx, { serviceAccount: name })) };
}

import type { Ctx } from '@/lib/core/ctx';
import { resolveServiceAccount } from './resolve-service-account';
import { presentServiceAccount, type ServiceAccount } from './service-account';

/** A service account by name. `not_found` when absent, a person's, or not the actor's to read. */
export async function readServiceAccount(
  ctx: Ctx,
  input: { readonly serviceAccount: string },
): Promise<ServiceAccount> {
  return presentServiceAccount(await resolveServiceAccount(ctx, input.serviceAccount));
}

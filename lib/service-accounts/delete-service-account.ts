import type { UserRow } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { endAccount, previewDeleteUser, type UserDeletion } from '@/lib/people/delete-user';
import { declareWrite } from '@/lib/writes/write';
import { resolveServiceAccount } from './resolve-service-account';

async function deletable(ctx: Ctx, name: string): Promise<UserRow> {
  const { account } = await resolveServiceAccount(ctx, name);
  const required = { operation: 'user', type: 'delete', projectId: null, resourceId: account.id } as const;
  await authorizeOpenly(ctx, required);
  return account;
}

/** What {@link deleteServiceAccount} would do, changing nothing. The same refusals. */
export async function previewDeleteServiceAccount(
  ctx: Ctx,
  input: { readonly serviceAccount: string },
): Promise<UserDeletion> {
  const { name } = await deletable(ctx, input.serviceAccount);
  return previewDeleteUser(ctx, { user: name });
}

/**
 * Deletes a service account: its tokens, memberships and assignments end; what it made stays, under the stamped name. The
 * name may be used again and inherits nothing.
 */
export const deleteServiceAccount = declareWrite({
  verb: 'deleteServiceAccount',
  asks: ['user:delete'],
  audits: ['user.delete'],
  example: ({ serviceAccount }) => ({ serviceAccount }),
  ready: (ctx: Ctx, input: { readonly serviceAccount: string }) => deletable(ctx, input.serviceAccount),
  move: async (moving, account): Promise<void> => {
    await endAccount(moving, account);
  },
});

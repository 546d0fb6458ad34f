import { deleteUser } from '@/lib/access/delete-user';
import type { Ctx } from '@/lib/core/ctx';
import type { GroupedUser } from './grouped-user';
import { readGroupedUser } from './read-grouped-user';

/** Deletes an account and answers what it was. Nobody deletes themselves. */
export async function deleteGroupedUser(
  ctx: Ctx,
  input: { project: string; user: string },
): Promise<GroupedUser> {
  const user = await readGroupedUser(ctx, input);
  await deleteUser(ctx, { user: user.name });
  return user;
}

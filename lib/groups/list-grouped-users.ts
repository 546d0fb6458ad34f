import { groupedUserRows } from '@/db/queries/groups';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { groupView } from './group-view';
import { type GroupedUser, groupsByUser, noGroups, presentGroupedUser } from './grouped-user';
import { groupNeed } from './resolve-group';

/**
 * Everybody by name, with their groups for who may read groups. Three queries, however many people there are; they are
 * handed on one by one.
 */
export async function listGroupedUsers(
  ctx: Ctx,
  input: { project: string },
): Promise<AsyncIterable<GroupedUser>> {
  await authorizeOpenly(ctx, { operation: 'user', type: 'read', projectId: null });
  const view = await groupView(ctx, input.project);
  const users = await groupedUserRows(ctx.db, null, ctx.now);
  const groups = (await can(ctx, groupNeed('read'))) ? await groupsByUser(ctx, view, null) : noGroups;
  return each();

  async function* each(): AsyncGenerator<GroupedUser> {
    for (const row of users) yield presentGroupedUser(row, groups);
  }
}

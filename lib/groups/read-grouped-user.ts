import { can } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { resolveUser } from '@/lib/people/resolve-user';
import { groupView } from './group-view';
import { type GroupedUser, groupedUser } from './grouped-user';
import { groupNeed } from './resolve-group';

/**
 * A person by name (`me`: the actor) with their groups: one's own in any case, those of others for who may read
 * groups. `not_found` when absent or not the actor's to read.
 */
export async function readGroupedUser(
  ctx: Ctx,
  input: { project: string; user: string },
): Promise<GroupedUser> {
  const { id } = await resolveUser(ctx, input.user);
  const showsGroups = id === actorUserId(ctx.actor) || (await can(ctx, groupNeed('read')));
  return groupedUser(ctx, await groupView(ctx, input.project), { id, showsGroups });
}

import { authorizeOpenly } from '@/lib/access/authorize';
import { deleteRole } from '@/lib/access/delete-role';
import type { Ctx } from '@/lib/core/ctx';
import { changeableRole } from './changeable-role';
import { type Group, presentGroup } from './group';
import { groupView } from './group-view';
import { groupNeed, resolveGroup } from './resolve-group';

/** Deletes a group with its memberships, wherever they are. Answers what it was. `forbidden` for one's own. */
export async function deleteGroup(ctx: Ctx, input: { project: string; group: string }): Promise<Group> {
  const group = await resolveGroup(ctx, await groupView(ctx, input.project), input.group);
  await authorizeOpenly(ctx, groupNeed('delete', group));
  const { name } = await changeableRole(ctx, group);
  await deleteRole(ctx, { role: name });
  return presentGroup(group);
}

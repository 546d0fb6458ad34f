import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { endRole } from '@/lib/roles/delete-role';
import { resolveCustomRole } from '@/lib/roles/resolve-role';
import { declareWrite } from '@/lib/writes/write';
import { changeableRole } from './changeable-role';
import { presentGroup } from './group';
import { groupView } from './group-view';
import { groupNeed, resolveGroup } from './resolve-group';

/** Deletes a group with its memberships, wherever they are. Answers what it was. `forbidden` for one's own. */
export const deleteGroup = declareWrite({
  verb: 'deleteGroup',
  asks: ['role:delete'],
  audits: ['role.delete'],
  example: ({ project, role }) => ({ project, group: role }),
  ready: async (ctx: Ctx, input: { project: string; group: string }) => {
    const group = await resolveGroup(ctx, await groupView(ctx, input.project), input.group);
    await authorizeOpenly(ctx, groupNeed('delete', group));
    const { name } = await changeableRole(ctx, group);
    return { group, role: await resolveCustomRole(ctx, name, 'delete') };
  },
  move: async (moving, { group, role }) => {
    await endRole(moving, role);
    return presentGroup(group);
  },
});

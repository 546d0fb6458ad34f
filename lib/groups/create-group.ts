import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { createRoleIn, newRole } from '@/lib/roles/create-role';
import { declareWrite } from '@/lib/writes/write';
import type { Group } from './group';
import { type GroupPermission, splitPermissions } from './group-permissions';
import { groupView } from './group-view';
import { groupNeed, groupsNamed } from './resolve-group';
import { resolvePermissions } from './resolve-permissions';

export interface GroupInput {
  /** The request's address tells which project's models the permissions name. */
  readonly project: string;
  readonly name: string;
  readonly permissions: readonly GroupPermission[];
}

/**
 * Makes a group: a role of what its permissions say, all of which the actor must hold. `conflict` when there is a
 * group of the name, a model's own included.
 */
export const createGroup = declareWrite({
  verb: 'createGroup',
  asks: ['role:create'],
  audits: ['role.create'],
  example: ({ project, fresh }) => ({ project, name: fresh('group'), permissions: [SEES_CATALOGS] }),
  ready: async (ctx: Ctx, input: GroupInput) => {
    await authorizeOpenly(ctx, groupNeed('create'));
    const view = await groupView(ctx, input.project);
    const permissions = await resolvePermissions(ctx, view, input.permissions);
    if ((await groupsNamed(ctx.db, view, [input.name])).size > 0)
      throw new DomainError('conflict', `Group ${input.name} already exists.`);
    return { permissions, role: await newRole(ctx, { name: input.name, permissions }) };
  },
  move: async (moving, { permissions, role }): Promise<Group> => {
    const { name } = await createRoleIn(moving, role);
    return { name, permissions: splitPermissions(permissions).permissions };
  },
});

/** What the examples of groups permit. */
export const SEES_CATALOGS = { resource_type: 'catalog', resource_id: null, method: 'get' } as const;

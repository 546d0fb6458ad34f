import { permissionsOfRole } from '@/db/queries/reach';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { applyRoleUpdate } from '@/lib/roles/update-role';
import { declareWrite } from '@/lib/writes/write';
import { changeableRole } from './changeable-role';
import { type GroupInput, SEES_CATALOGS } from './create-group';
import { presentGroup, seenFrom } from './group';
import { groupView } from './group-view';
import { namedGroups } from './named-groups';
import { groupNeed, resolveGroup } from './resolve-group';
import { permissionKey, resolvePermissions } from './resolve-permissions';

/**
 * Sets what a group permits. What cannot be said here stays: words that MLTE does not know, and single models of other
 * projects. The actor must hold what is added, and adds nothing to a group that they are in.
 */
export const updateGroup = declareWrite({
  verb: 'updateGroup',
  asks: ['role:update'],
  audits: ['role.update'],
  example: ({ project, role }) => ({ project, name: role, permissions: [SEES_CATALOGS] }),
  ready: async (ctx: Ctx, input: GroupInput) => {
    const view = await groupView(ctx, input.project);
    const group = await resolveGroup(ctx, view, input.name);
    await authorizeOpenly(ctx, groupNeed('update', group));
    const role = await changeableRole(ctx, group);
    return { view, role, requested: await resolvePermissions(ctx, view, input.permissions) };
  },
  move: async (moving, { view, role, requested }, input) => {
    const { tx } = moving;
    const before = await permissionsOfRole(tx, role.id);
    const [now] = await namedGroups(tx, view, { ids: [role.id] }, { withPermissions: true });
    if (now === undefined) throw new DomainError('not_found', `Group ${input.name} not found.`);
    const kept = new Map(
      [...seenFrom(now.permissions).hidden, ...requested].map((permission) => [
        permissionKey(permission),
        permission,
      ]),
    );
    const known = new Map(before.map((permission) => [permissionKey(permission), permission]));
    const permissions = [...kept].map(
      ([key, { operation, type, resourceId }]) =>
        known.get(key) ?? {
          operation,
          type,
          resourceId,
          resourceProjectId: isOfModel(operation) && resourceId !== null ? view.projectId : null,
          resourceIsThere: true,
        },
    );
    await applyRoleUpdate(moving, { role, change: {}, before, permissions });
    const [after] = await namedGroups(tx, view, { ids: [role.id] }, { withPermissions: true });
    return presentGroup(after ?? now);
  },
});

const isOfModel = (operation: string): boolean => operation === 'model' || operation === 'artifact';

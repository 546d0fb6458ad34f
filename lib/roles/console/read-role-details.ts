import { findFormerRole, isRoleWaiting } from '@/db/queries/role-details';
import { placesOfRole } from '@/db/queries/role-effects';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { nameKey } from '@/lib/core/name';
import { readRole } from '../read-role';
import type { FullRole } from '../role';
import { namesOf } from './named-resource';
import type { ResolvedPermission } from './preview-role-change';

export interface RoleDetails extends FullRole {
  readonly permissions: readonly ResolvedPermission[];
  /** Where it is assigned in force, and to how many people and teams. */
  readonly places: {
    readonly everywhere: boolean;
    readonly onProjects: boolean;
    readonly people: number;
    readonly teams: number;
  };
  /** An import brought it, and what it permitted there waits for an answer. */
  readonly isWaiting: boolean;
  /** The role that had this name before it was given to a built-in one; null for none. */
  readonly formerBearer: string | null;
}

/** A role as {@link readRole} tells it, with the names of single things as far as the actor may read them, and its holders' number. */
export async function readRoleDetails(ctx: Ctx, input: { readonly role: string }): Promise<RoleDetails> {
  const role = await readRole(ctx, input);
  const nameOf = await namesOf(
    ctx,
    role.permissions.flatMap(({ operation, resourceId }) =>
      resourceId === null ? [] : { operation, resourceId },
    ),
  );
  const former =
    role.origin === 'built_in'
      ? await findFormerRole(ctx.db, { id: role.id, nameKey: nameKey(role.name) })
      : null;
  const seesFormer =
    former !== null && (await can(ctx, { operation: 'role', type: 'read', projectId: null }));
  return {
    ...role,
    permissions: role.permissions.map((permission) => ({
      ...permission,
      resource:
        permission.resourceId === null
          ? null
          : nameOf({ operation: permission.operation, resourceId: permission.resourceId }),
    })),
    places: await placesOfRole(ctx.db, role.id, ctx.now),
    isWaiting: await isRoleWaiting(ctx.db, role.id),
    formerBearer: seesFormer ? former : null,
  };
}

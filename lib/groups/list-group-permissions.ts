import { findable } from '@/db/queries/keyset';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { presentGroup } from './group';
import { type GroupPermission, permissionSlug } from './group-permissions';
import { groupView } from './group-view';
import { listGroups } from './list-groups';
import { namedGroups } from './named-groups';
import { groupNeed } from './resolve-group';

/** Every permission that some group at a project's address has, each once. */
export async function listGroupPermissions(
  ctx: Ctx,
  input: { project: string },
): Promise<AsyncIterable<GroupPermission>> {
  const groups = await listGroups(ctx, input);
  return distinct();

  async function* distinct(): AsyncGenerator<GroupPermission> {
    const seen = new Set<string>();
    for await (const { permissions } of groups)
      for (const permission of permissions) {
        const key = JSON.stringify(permission);
        if (seen.has(key)) continue;
        seen.add(key);
        yield permission;
      }
  }
}

/** The permission that some group has and that is written so in addresses: `model-get-my___model`. */
export async function readGroupPermission(
  ctx: Ctx,
  input: { project: string; permission: string },
): Promise<GroupPermission> {
  await authorizeOpenly(ctx, groupNeed('read'));
  const view = await groupView(ctx, input.project);
  const model = /^model-[a-z]+-(.+)$/s.exec(input.permission)?.[1];
  const which = model === undefined ? ({ named: true } as const) : { aboutModel: findable(model) };
  for (const row of await namedGroups(ctx.db, view, which, { withPermissions: true }))
    for (const permission of presentGroup(row).permissions)
      if (permissionSlug(permission) === input.permission) return permission;
  throw new DomainError('not_found', `Permission ${input.permission} not found.`);
}

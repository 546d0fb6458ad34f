import type { GroupView } from '@/db/queries/groups';
import { findProject } from '@/db/queries/projects';
import { readScope, storeScope } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';

/**
 * What the actor sees of groups at a project's address. Groups belong to the store: a project that is not there, or
 * not the actor's to read, only means that its models are not named.
 */
export async function groupView(ctx: Ctx, project: string): Promise<GroupView> {
  const models = await readScope(ctx, 'model');
  const self = actorUserId(ctx.actor);
  const users = await storeScope(ctx, 'user');
  const row = await findProject(ctx.db, project);
  return {
    projectId: row?.id ?? null,
    models,
    // Everybody sees themselves.
    users: users.all || self === null ? users : { all: false, ids: [...users.ids, self] },
    roles: await storeScope(ctx, 'role'),
    catalogs: await storeScope(ctx, 'catalog'),
    now: ctx.now,
  };
}

import type { Ctx } from '@/lib/core/ctx';
import { permittedProjects } from '@/lib/permissions/decide';
import { grantsOfActor } from './authorize';

/** Whether the actor hands out roles anywhere: who does can name teams, roles and people to give them to. */
export async function mayNameHolders(ctx: Ctx): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind === 'system') return true;
  if (actor.kind === 'anonymous') return false;
  const where = permittedProjects(await grantsOfActor(ctx), 'role_assignment', 'create', actor.limit);
  return where === 'all' || where.length > 0;
}

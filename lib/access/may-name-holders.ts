import type { Ctx } from '@/lib/core/ctx';
import { scopeOf } from './authorize';

/** Whether the actor hands out roles anywhere: who does can name teams, roles and people to give them to. */
export async function mayNameHolders(ctx: Ctx): Promise<boolean> {
  if (ctx.actor.kind === 'anonymous') return false;
  const where = await scopeOf(ctx, 'role_assignment', 'create');
  return where.all || where.projectIds.length > 0;
}

import { viewsOf } from '@/db/queries/views';
import type { Ctx } from '@/lib/core/ctx';
import { accountOwner } from '@/lib/people/own-account';

/** That somebody viewed the store as the actor. Instants in UTC. */
export interface ViewOfMe {
  readonly id: string;
  readonly by: string;
  readonly at: Date;
}

const MOST = 20;

/** Who viewed the store as the actor, the last first, at most 20: one's own right. */
export async function listOwnViews(ctx: Ctx): Promise<ViewOfMe[]> {
  return viewsOf(ctx.db, accountOwner(ctx, 'read').userId, MOST);
}

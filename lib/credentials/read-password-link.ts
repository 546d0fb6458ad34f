import { findOpenPasswordLink } from '@/db/queries/password-links';
import { can } from '@/lib/access/authorize';
import { viewerOf } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { resolveUser } from '@/lib/people/resolve-user';

/** A link that is open for an account, without its secret. Instants in UTC. */
export interface OpenPasswordLink {
  readonly createdBy: string;
  readonly expiresAt: Date;
}

/** The link that is open for an account, for who may change the account; null for others, in views, and where there is none. */
export async function readPasswordLink(ctx: Ctx, input: { user: string }): Promise<OpenPasswordLink | null> {
  const user = await resolveUser(ctx, input.user);
  if (viewerOf(ctx.actor) !== undefined) return null;
  if (!(await can(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: user.id })))
    return null;
  const row = await findOpenPasswordLink(ctx.db, user.id, ctx.now);
  return row === null ? null : { createdBy: row.createdByName, expiresAt: row.expiresAt };
}

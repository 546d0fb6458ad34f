import type { Executor } from '@/db/client';
import { findAssignment, type NamedAssignment } from '@/db/queries/assignments';
import { isMember } from '@/db/queries/teams';
import { authorize, authorizeOpenly, ownScope } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';

/**
 * The assignment of a row id, for who may change it so. `not_found` where it may not be read either, and for one of a
 * model's role, which comes and goes with its model.
 */
export async function chosenAssignment(
  ctx: Ctx,
  id: string,
  type: 'create' | 'delete',
): Promise<NamedAssignment> {
  const found = isId(id) ? await findAssignment(ctx.db, id) : null;
  const row = type === 'create' && found?.roleOrigin === 'model' ? null : found;
  const projectId = row?.assignment.projectId ?? null;
  const required = { operation: 'role_assignment', type, projectId } as const;
  // One's own is listed to everybody, so there is nothing to hide about it.
  if (row !== null && isListed(ctx, projectId) && (await isOwnAssignment(ctx, row)))
    await authorizeOpenly(ctx, required);
  else await authorize(ctx, required, noAssignment(id));
  if (row === null) throw new DomainError('not_found', noAssignment(id));
  return row;
}

export const noAssignment = (id: string): string => `Role assignment ${id} not found.`;

/** Whether one's own assignment there is listed: through a token of one project only what holds in it. */
function isListed(ctx: Ctx, projectId: string | null): boolean {
  const only = ownScope(ctx)?.onlyProjectId ?? null;
  return only === null || projectId === null || projectId === only;
}

/** Whether it is the actor's, by themselves or through a team. */
export async function isOwnAssignment(
  ctx: Ctx,
  { assignment: { userId, teamId } }: NamedAssignment,
  executor: Executor = ctx.db,
): Promise<boolean> {
  const actorId = actorUserId(ctx.actor);
  if (actorId === null) return false;
  return teamId === null ? userId === actorId : isMember(executor, teamId, actorId);
}

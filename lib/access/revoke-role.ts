import type { Executor } from '@/db/client';
import { deleteAssignment, findAssignment, type NamedAssignment } from '@/db/queries/assignments';
import { isMember } from '@/db/queries/teams';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { type Assignment, assignmentFacts, presentAssignment } from './assignment';
import { authorize, authorizeOpenly, ownScope } from './authorize';
import { movePower, refuseOwn } from './move-power';

/** Takes an assignment away. `forbidden` for one's own, `precondition` when nobody would administer the store. */
export async function revokeRole(ctx: Ctx, input: { id: string }): Promise<Assignment> {
  const absent = `Role assignment ${input.id} not found.`;
  const row = isId(input.id) ? await findAssignment(ctx.db, input.id) : null;
  const projectId = row?.assignment.projectId ?? null;
  const asked = { operation: 'role_assignment', type: 'delete', projectId } as const;
  // One's own is listed to everybody, so there is nothing to hide about it.
  if (row !== null && isListed(ctx, projectId) && (await isOwn(ctx, row.assignment)))
    await authorizeOpenly(ctx, asked);
  else await authorize(ctx, asked, absent);
  if (row === null) throw new DomainError('not_found', absent);
  return movePower(ctx, async (tx) => {
    await refuseOwn(tx, ctx, await isOwn(ctx, row.assignment, tx));
    if (!(await deleteAssignment(tx, row.assignment.id))) throw new DomainError('not_found', absent);
    const result = presentAssignment(row);
    const event = {
      action: 'role_assignment.delete',
      resourceType: 'role_assignment' as const,
      resourceId: result.id,
      resourceName: result.role,
      projectId,
      details: assignmentFacts(result),
    };
    return { result, event };
  });
}

/** Whether one's own assignment there is listed: through a token of one project only what holds in it. */
function isListed(ctx: Ctx, projectId: string | null): boolean {
  const only = ownScope(ctx)?.onlyProjectId ?? null;
  return only === null || projectId === null || projectId === only;
}

async function isOwn(
  ctx: Ctx,
  { userId, teamId }: NamedAssignment['assignment'],
  executor: Executor = ctx.db,
): Promise<boolean> {
  const actorId = actorUserId(ctx.actor);
  if (actorId === null) return false;
  return teamId === null ? userId === actorId : isMember(executor, teamId, actorId);
}

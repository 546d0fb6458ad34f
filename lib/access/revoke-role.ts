import { deleteAssignment, findAssignment } from '@/db/queries/assignments';
import { isMember } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { type Assignment, assignmentFacts, presentAssignment } from './assignment';
import { authorize } from './authorize';
import { changeGrants, refuseOwn } from './change-grants';
import { requireRecentSignIn } from './own-account';

/** Takes an assignment away. `forbidden` for one's own, `precondition` when nobody would administer the store. */
export async function revokeRole(ctx: Ctx, input: { id: string }): Promise<Assignment> {
  const absent = `Role assignment ${input.id} not found.`;
  const row = isId(input.id) ? await findAssignment(ctx.db, input.id) : null;
  const projectId = row?.assignment.projectId ?? null;
  await authorize(ctx, { operation: 'role_assignment', type: 'delete', projectId }, absent);
  if (row === null) throw new DomainError('not_found', absent);
  await requireRecentSignIn(ctx);
  const { userId, teamId } = row.assignment;
  return changeGrants(ctx, async (tx) => {
    await refuseOwn(tx, ctx, async (actorId) =>
      teamId === null ? userId === actorId : isMember(tx, teamId, actorId),
    );
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

import type { Executor } from '@/db/client';
import { deleteAssignment, findAssignment, type NamedAssignment } from '@/db/queries/assignments';
import { isMember } from '@/db/queries/teams';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { assignmentEvent, presentAssignment } from './assignment';
import { authorize, authorizeOpenly, ownScope } from './authorize';

/** Takes an assignment away. `forbidden` for one's own, `precondition` when nobody would administer the store. */
export const revokeRole = declareWrite({
  verb: 'revokeRole',
  asks: ['role_assignment:delete'],
  audits: ['role_assignment.delete'],
  example: ({ assignment }) => ({ id: assignment }),
  ready: async (ctx: Ctx, input: { id: string }) => {
    const row = isId(input.id) ? await findAssignment(ctx.db, input.id) : null;
    const projectId = row?.assignment.projectId ?? null;
    const asked = { operation: 'role_assignment', type: 'delete', projectId } as const;
    // One's own is listed to everybody, so there is nothing to hide about it.
    if (row !== null && isListed(ctx, projectId) && (await isOwn(ctx, row.assignment)))
      await authorizeOpenly(ctx, asked);
    else await authorize(ctx, asked, absentText(input.id));
    if (row === null) throw new DomainError('not_found', absentText(input.id));
    return row;
  },
  move: async ({ tx, ctx, tell }, row, input) => {
    await refuseOwn(tx, ctx, await isOwn(ctx, row.assignment, tx));
    if (!(await deleteAssignment(tx, row.assignment.id)))
      throw new DomainError('not_found', absentText(input.id));
    const result = presentAssignment(row);
    tell(assignmentEvent('role_assignment.delete', result, null));
    return result;
  },
});

const absentText = (id: string): string => `Role assignment ${id} not found.`;

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

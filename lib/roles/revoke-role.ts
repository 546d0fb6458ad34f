import { deleteAssignment, type NamedAssignment } from '@/db/queries/assignments';
import { dropEndedRequestRoles } from '@/db/queries/request-roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { type Assignment, assignmentEvent, presentAssignment } from './assignment';
import { chosenAssignment, isOwnAssignment, noAssignment } from './chosen-assignment';

/** Takes an assignment away. `forbidden` for one's own, `precondition` when nobody would administer the store. */
export const revokeRole = declareWrite({
  verb: 'revokeRole',
  asks: ['role_assignment:delete'],
  audits: ['role_assignment.delete'],
  example: ({ assignment }) => ({ id: assignment }),
  ready: (ctx: Ctx, { id }: { id: string }) => chosenAssignment(ctx, id, 'delete'),
  move: (moving, row) => revokeIn(moving, row),
});

/** {@link revokeRole} inside a move of power that another verb has begun and authorized. */
export async function revokeIn(
  { tx, ctx, tell }: Moving<'role_assignment.delete'>,
  row: NamedAssignment,
): Promise<Assignment> {
  const { id } = row.assignment;
  await refuseOwn(tx, ctx, await isOwnAssignment(ctx, row, tx));
  if (!(await deleteAssignment(tx, id))) throw new DomainError('not_found', noAssignment(id));
  // A role that was made for a request ends with what it was made for.
  if (row.roleOrigin === 'request') await dropEndedRequestRoles(tx, ctx.now);
  const result = presentAssignment(row);
  tell(assignmentEvent('role_assignment.delete', result, null));
  return result;
}

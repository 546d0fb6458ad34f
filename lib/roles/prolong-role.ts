import { findAssignment, setAssignmentEnd } from '@/db/queries/assignments';
import { permissionsOfRole } from '@/db/queries/reach';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { type Assignment, assignmentEvent, presentAssignment } from './assignment';
import { endAhead, sameInstant } from './assignment-end';
import { chosenAssignment, isOwnAssignment, noAssignment } from './chosen-assignment';

export interface ProlongRole {
  readonly id: string;
  /** When it ends by itself; null for never. */
  readonly expiresAt: Date | null;
}

/**
 * Gives an assignment another end, later or earlier, or none. As for assigning it: the actor must hold all that it
 * brings there until then, or `escalation:update`. `forbidden` for one's own, `not_found` for one that somebody ended
 * meanwhile: it stays ended.
 */
export const prolongRole = declareWrite({
  verb: 'prolongRole',
  asks: ['role_assignment:create'],
  audits: ['role_assignment.update'],
  example: ({ assignment }) => ({ id: assignment, expiresAt: new Date(Date.now() + 86_400_000) }),
  ready: async (ctx: Ctx, { id, expiresAt }: ProlongRole) => {
    const row = await chosenAssignment(ctx, id, 'create');
    endAhead(ctx, expiresAt);
    return row;
  },
  move: async ({ tx, ctx, granter, tell, tellNothing }, chosen, { id, expiresAt }): Promise<Assignment> => {
    await refuseOwn(tx, ctx, await isOwnAssignment(ctx, chosen, tx));
    const row = await findAssignment(tx, id);
    if (row === null) throw new DomainError('not_found', noAssignment(id));
    const before = presentAssignment(row);
    if (sameInstant(before.expiresAt, expiresAt)) {
      tellNothing();
      return before;
    }
    const { roleId, projectId } = row.assignment;
    await granter.requireToHold([
      { projectId, until: expiresAt, permissions: await permissionsOfRole(tx, roleId) },
    ]);
    await setAssignmentEnd(tx, id, expiresAt);
    const after = { ...before, expiresAt };
    tell(assignmentEvent('role_assignment.update', before, after));
    return after;
  },
});

import { endInvitation, findInvitation } from '@/db/queries/invitations';
import { authorize } from '@/lib/access/authorize';
import { actorName } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { invitationEvent, stateOf } from './invitation';

/** Ends an open invitation, whoever made it: its link does nothing from then on. `precondition` when it has ended. */
export const withdrawInvitation = declareWrite({
  verb: 'withdrawInvitation',
  asks: ['user:create'],
  audits: ['invitation.withdraw'],
  example: ({ invitation }) => ({ id: invitation }),
  ready: async (ctx: Ctx, input: { id: string }) => {
    const absentText = `Invitation ${input.id} not found.`;
    await authorize(ctx, { operation: 'user', type: 'create', projectId: null }, absentText);
    const row = isId(input.id) ? await findInvitation(ctx.db, input.id) : null;
    if (row === null) throw new DomainError('not_found', absentText);
    return row;
  },
  move: async ({ tx, ctx, tell }, row): Promise<void> => {
    const endedByName = actorName(ctx.actor);
    const isOpen = stateOf(row, ctx.now) === 'open';
    if (!isOpen || !(await endInvitation(tx, row.id, { ended: 'withdrawn', endedAt: ctx.now, endedByName })))
      throw new DomainError('precondition', `The invitation of ${row.name} has ended already.`);
    tell({
      ...invitationEvent('invitation.withdraw', row),
      changes: changesBetween({ endedAt: null }, { endedAt: ctx.now.toISOString() }),
      details: { invitedBy: row.createdByName },
    });
  },
});

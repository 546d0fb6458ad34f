import { noteKept } from '@/db/queries/reviews';
import { actorName, actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { presentAssignment } from '@/lib/roles/assignment';
import { chosenAssignment, isOwnAssignment, noAssignment } from '@/lib/roles/chosen-assignment';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { reviewEvent } from './review-event';
import { keptUntil } from './reviewed-assignment';

/** That an assignment stays, though nobody uses it. Instants in UTC. */
export interface Kept {
  readonly id: string;
  readonly keptAt: Date;
  readonly keptBy: string;
  readonly keptUntil: Date;
}

/**
 * Says that an assignment stays: for 90 days no review asks for it again. For who may end it; `forbidden` for one's own,
 * `precondition` for one that has ended by itself, `not_found` for one that somebody ended meanwhile.
 */
export const keepAssignment = declareWrite({
  verb: 'keepAssignment',
  asks: ['role_assignment:delete'],
  audits: ['access_review.keep'],
  example: ({ assignment }) => ({ id: assignment }),
  ready: async (ctx: Ctx, { id }: { readonly id: string }) => {
    const row = await chosenAssignment(ctx, id, 'delete');
    if (row.roleOrigin === 'model') throw new DomainError('not_found', noAssignment(id));
    const { expiresAt } = row.assignment;
    if (expiresAt !== null && expiresAt <= ctx.now)
      throw new DomainError('precondition', 'This assignment has ended by itself: there is nothing to keep.');
    return row;
  },
  write: async ({ tx, ctx, tell }, row, { id }): Promise<Kept> => {
    await refuseOwn(tx, ctx, await isOwnAssignment(ctx, row, tx));
    const until = keptUntil(ctx.now);
    const kept = await noteKept(tx, id, {
      at: ctx.now,
      until,
      by: { id: actorUserId(ctx.actor), name: actorName(ctx.actor) },
    });
    if (!kept) throw new DomainError('not_found', noAssignment(id));
    tell(reviewEvent('access_review.keep', presentAssignment(row), until));
    return { id, keptAt: ctx.now, keptBy: actorName(ctx.actor), keptUntil: until };
  },
});

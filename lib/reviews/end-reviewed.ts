import type { Ctx } from '@/lib/core/ctx';
import { chosenAssignment } from '@/lib/roles/chosen-assignment';
import { revokeIn } from '@/lib/roles/revoke-role';
import { declareWrite } from '@/lib/writes/write';
import { reviewEvent } from './review-event';

/** As `revokeRole`, by the same rules; the audit also has that it was a review which ended the assignment. */
export const endReviewed = declareWrite({
  verb: 'endReviewed',
  asks: ['role_assignment:delete'],
  audits: ['role_assignment.delete', 'access_review.end'],
  example: ({ assignment }) => ({ id: assignment }),
  ready: (ctx: Ctx, { id }: { readonly id: string }) => chosenAssignment(ctx, id, 'delete'),
  move: async (moving, row) => {
    const ended = await revokeIn(moving, row);
    moving.tell(reviewEvent('access_review.end', ended, null));
    return ended;
  },
});

import { answerRequest } from '@/db/queries/requests';
import { textIssues } from '@/lib/access/text-field';
import { actorName, actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { refuseIssues } from '@/lib/people/user';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { answerable, waitsNoLonger } from './answerable';
import { type AccessRequest, presentRequest, requestEvent } from './request';

export interface RefuseRequest {
  readonly id: string;
  /** Why, for who asked. */
  readonly note?: string | null;
}

/** Refuses what somebody asked for. `forbidden` for one's own, `conflict` once it has an answer. */
export const refuseRequest = declareWrite({
  verb: 'refuseRequest',
  asks: ['role_assignment:create'],
  audits: ['access_request.refuse'],
  example: ({ request }) => ({ id: request }),
  ready: async (ctx: Ctx, input: RefuseRequest) => {
    const found = await answerable(ctx, input.id);
    refuseIssues(textIssues(input.note, 'The answer', 'note'));
    return found;
  },
  write: async ({ tx, ctx, tell }, found, input): Promise<AccessRequest> => {
    await refuseOwn(tx, ctx, async (userId) => userId === found.request.userId);
    const answer = { state: 'refused', ...answered(ctx, input.note) } as const;
    if (!(await answerRequest(tx, found.request.id, ctx.now, answer))) throw waitsNoLonger();
    tell(requestEvent('access_request.refuse', found, { state: answer.state }));
    return presentRequest({ ...found, request: { ...found.request, ...answer } }, ctx.now);
  },
});

/** Columns of an answer: when, by whom, and what they say to it. */
export const answered = (ctx: Ctx, note: string | null | undefined) => ({
  answeredAt: ctx.now,
  answeredById: actorUserId(ctx.actor),
  answeredByName: actorName(ctx.actor),
  answerNote: note || null,
});

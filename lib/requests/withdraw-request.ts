import { answerRequest, findRequest } from '@/db/queries/requests';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { accountOwner } from '@/lib/people/own-account';
import { declareWrite } from '@/lib/writes/write';
import { waitsNoLonger } from './answerable';
import { type AccessRequest, presentRequest, requestEvent } from './request';

/** Takes back what one asked for. Somebody else's is as if absent; `conflict` once it has an answer. */
export const withdrawRequest = declareWrite({
  verb: 'withdrawRequest',
  asks: ['own account'],
  audits: ['access_request.withdraw'],
  example: async ({ ownRequest }) => ({ id: await ownRequest() }),
  ready: async (ctx: Ctx, input: { id: string }) => {
    const { userId } = accountOwner(ctx, 'write');
    const found = isId(input.id) ? await findRequest(ctx.db, input.id, ctx.now) : null;
    if (found === null || found.request.userId !== userId)
      throw new DomainError('not_found', `Request ${input.id} not found.`);
    return found;
  },
  write: async ({ tx, ctx, tell }, found): Promise<AccessRequest> => {
    const answer = { state: 'withdrawn' } as const;
    if (!(await answerRequest(tx, found.request.id, ctx.now, answer))) throw waitsNoLonger();
    tell(requestEvent('access_request.withdraw', found, answer));
    return presentRequest({ ...found, request: { ...found.request, ...answer } }, ctx.now);
  },
});

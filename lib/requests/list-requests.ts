import { countRequests, listRequestRows, type RequestFilter } from '@/db/queries/requests';
import { scopeOf } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { notSignedIn } from '@/lib/core/domain-error';
import { accountOwner } from '@/lib/people/own-account';
import { type AccessRequest, presentRequest } from './request';

export interface ListRequests {
  /** What one asked for oneself; otherwise what one may answer. */
  readonly own?: boolean;
  /** Those that wait for an answer, or those that do not; all when absent. */
  readonly waiting?: boolean;
  readonly after?: Cursor;
  readonly limit?: number;
}

/**
 * One page of requests, newest first: one's own, or those of others in the places where one hands out roles. Nothing for
 * who hands out none.
 */
export async function listRequests(ctx: Ctx, input: ListRequests): Promise<Page<AccessRequest>> {
  const { own = false, waiting } = input;
  const filter = own ? ownFilter(ctx, waiting ?? null) : await answerableFilter(ctx, waiting ?? null);
  const limit = pageLimit(input.limit);
  const listing = { list: 'access_requests', filter: { own, waiting: waiting ?? null } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listRequestRows(ctx.db, filter, { now: ctx.now, keyset, limit });
  const count = await countRequests(ctx.db, filter, ctx.now);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ request }) => [request.createdAt.toISOString(), request.id],
    (row) => presentRequest(row, ctx.now),
  );
}

/** How many requests wait that the actor may answer; null for who hands out roles nowhere. */
export async function countToAnswer(ctx: Ctx): Promise<number | null> {
  if (ctx.actor.kind === 'anonymous') return null;
  const filter = await answerableFilter(ctx, true);
  if (filter.projectIds !== null && filter.projectIds.length === 0) return null;
  return countRequests(ctx.db, filter, ctx.now);
}

function ownFilter(ctx: Ctx, waits: boolean | null): RequestFilter {
  return { userId: accountOwner(ctx, 'read').userId, notOf: null, projectIds: null, waits };
}

async function answerableFilter(ctx: Ctx, waits: boolean | null): Promise<RequestFilter> {
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  const scope = await scopeOf(ctx, 'role_assignment', 'create');
  const projectIds = scope.all ? null : scope.projectIds;
  return { userId: null, notOf: actorUserId(ctx.actor), projectIds, waits };
}

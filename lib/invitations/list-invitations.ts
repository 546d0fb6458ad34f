import {
  countInvitations,
  type InvitationState,
  listInvitationRows,
  offeredBy,
} from '@/db/queries/invitations';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { type Invitation, presentInvitation } from './invitation';

export interface ListInvitations {
  readonly state?: InvitationState;
  /** Part of the name of the account to be, or of who invites, in any case. */
  readonly search?: string;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** One page of invitations, newest first, for who may read people; with what they offer for who may read that. */
export async function listInvitations(ctx: Ctx, input: ListInvitations): Promise<Page<Invitation>> {
  await authorizeOpenly(ctx, { operation: 'user', type: 'read', projectId: null });
  const sees = {
    teams: await can(ctx, { operation: 'team', type: 'read', projectId: null }),
    roles: await can(ctx, { operation: 'role_assignment', type: 'read', projectId: null }),
  };
  const state = input.state ?? null;
  const search = input.search || null;
  const query = { state, search, now: ctx.now };
  const limit = pageLimit(input.limit);
  const listing = { list: 'invitations', filter: { state, search } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listInvitationRows(ctx.db, { ...query, keyset, limit });
  const count = await countInvitations(ctx.db, query);
  const offered = await offeredBy(
    ctx.db,
    rows.map(({ row }) => row.id),
  );
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ row }) => [row.createdAt.toISOString(), row.id],
    ({ row, userName }) => presentInvitation(row, offered, { now: ctx.now, userName, sees }),
  );
}

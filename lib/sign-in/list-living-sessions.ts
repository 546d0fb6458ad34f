import { countSessions, listSessionRows } from '@/db/queries/session-lists';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { requireOwnEyes } from '@/lib/core/own-eyes';
import { presentSession, type Session } from './list-sessions';
import { idleSince } from './session';

export interface ListLivingSessions {
  /** Part of the name of the account, or of the client's address; in any case. */
  readonly search?: string;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** A session with whom it signs in. */
export interface OwnedSession extends Session {
  readonly user: string;
}

/** One page of the browser sessions of everybody that open something, the latest started first, for who may `user:update`. */
export async function listLivingSessions(ctx: Ctx, input: ListLivingSessions): Promise<Page<OwnedSession>> {
  requireOwnEyes(ctx);
  await authorizeOpenly(ctx, { operation: 'user', type: 'update', projectId: null });
  const search = input.search || null;
  const filter = { search, now: ctx.now, idleSince: idleSince(ctx.now) };
  const limit = pageLimit(input.limit);
  const listing = { list: 'living_sessions', filter: { search } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listSessionRows(ctx.db, filter, { keyset, limit });
  const count = await countSessions(ctx.db, filter);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ session }) => [session.createdAt.toISOString(), session.id],
    ({ session, userName: user }) => ({ ...presentSession(ctx, session), user }),
  );
}

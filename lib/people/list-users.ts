import { countUsers, listUserRows, type UserSort, userNames } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { presentUser, type User } from './user';

export interface ListUsers {
  /** Part of name, full name or email, in any case. */
  readonly search?: string;
  readonly isActive?: boolean;
  /** People or service accounts alone; both when absent. */
  readonly kind?: 'person' | 'service';
  /** By name, A first (the default), or by the time of making, newest first. */
  readonly sort?: UserSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** One page of people, for who may read them. */
export async function listUsers(ctx: Ctx, input: ListUsers): Promise<Page<User>> {
  await authorizeOpenly(ctx, { operation: 'user', type: 'read', projectId: null });
  const sort = input.sort ?? 'name';
  const search = input.search || null;
  const [isActive, kind] = [input.isActive ?? null, input.kind ?? null];
  const limit = pageLimit(input.limit);
  const listing = { list: 'users', filter: { search, isActive, kind, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listUserRows(ctx.db, { search, isActive, kind, sort, keyset, limit });
  const count = await countUsers(ctx.db, { search, isActive, kind });
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [sort === 'name' ? row.nameKey : row.createdAt.toISOString(), row.id],
    presentUser,
  );
}

/** Names of everybody, for clients that know no pages. */
export async function listUserNames(ctx: Ctx): Promise<string[]> {
  await authorizeOpenly(ctx, { operation: 'user', type: 'read', projectId: null });
  return userNames(ctx.db);
}

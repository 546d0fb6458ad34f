import { countPeople, listPeopleRows, type PersonRow } from '@/db/queries/people';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';

export interface ListPeople {
  /** Part of name, full name or email, in any case. */
  readonly search?: string;
  /** `no role`: active, and no role reaches them. */
  readonly state?: 'active' | 'deactivated' | 'never seen' | 'no role';
  /** Service accounts instead of people, or both. */
  readonly kind?: 'service' | 'all';
  /** Only who is in the team of this name. */
  readonly team?: string;
  /** Only whom the role of this name reaches, by whatever way. */
  readonly role?: string;
  /** By name, A first (the default), or by the time of making, newest first. */
  readonly sort?: 'name' | 'created';
  readonly after?: Cursor;
  readonly limit?: number;
}

/** An account with what an administrator looks for in a list. Instants in UTC. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'service';
  readonly fullName: string | null;
  readonly email: string | null;
  readonly isActive: boolean;
  /** Whether a password opens the account. */
  readonly hasPassword: boolean;
  /** Null for readers who may not know. */
  readonly teams: readonly string[] | null;
  /**
   * Each role once, wherever and by whatever way it reaches the person; those of single models left out. Null for readers
   * who may not know.
   */
  readonly roles: readonly string[] | null;
  /** The latest use of a session or a token, or what the audit has them do; null for never. */
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** One page of people, for who may read them; with their teams and roles for who may read those. */
export async function listPeople(ctx: Ctx, input: ListPeople): Promise<Page<Person>> {
  await authorizeOpenly(ctx, { operation: 'user', type: 'read', projectId: null });
  if (input.team !== undefined)
    await authorizeOpenly(ctx, { operation: 'team', type: 'read', projectId: null });
  if (input.role !== undefined || input.state === 'no role')
    await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'read', projectId: null });
  const { state, sort = 'name', team = null, role = null } = input;
  const kind: Person['kind'] | null = input.kind === 'all' ? null : (input.kind ?? 'person');
  const search = input.search || null;
  const query = {
    search,
    kind,
    team,
    role,
    now: ctx.now,
    isActive: state === 'active' || state === 'no role' ? true : state === 'deactivated' ? false : null,
    isSeen: state === 'never seen' ? false : null,
    isReached: state === 'no role' ? false : null,
  };
  const sees = {
    teams: await can(ctx, { operation: 'team', type: 'read', projectId: null }),
    roles: await can(ctx, { operation: 'role_assignment', type: 'read', projectId: null }),
  };
  const limit = pageLimit(input.limit);
  const listing = { list: 'people', filter: { search, kind, team, role, state, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listPeopleRows(ctx.db, { ...query, sort, keyset, limit });
  const count = await countPeople(ctx.db, query);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [sort === 'name' ? row.nameKey : row.createdAt, row.id],
    (row) => presentPerson(row, sees),
  );
}

function presentPerson(row: PersonRow, sees: { readonly teams: boolean; readonly roles: boolean }): Person {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    fullName: row.fullName,
    email: row.email,
    isActive: row.isActive,
    hasPassword: row.hasPassword,
    teams: sees.teams ? row.teams : null,
    roles: sees.roles ? row.roles : null,
    lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt),
    createdAt: new Date(row.createdAt),
    createdBy: row.createdByName,
  };
}

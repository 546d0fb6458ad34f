import { countRolePage, listRolePage, type RoleListRow, type RoleSort } from '@/db/queries/role-lists';
import type { ROLE_ORIGINS } from '@/db/schema';
import { authorizeOpenly } from '@/lib/access/authorize';
import { mayNameHolders } from '@/lib/access/may-name-holders';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';

export interface ListRoleSummaries {
  /** Part of name or description, in any case. */
  readonly search?: string;
  /** `waiting`: imported without permissions, which wait for an answer. */
  readonly origin?: 'built in' | 'custom' | 'waiting';
  readonly held?: 'yes' | 'no';
  /** By name, A first, built-in ones before all (the default), or by the time of making, newest first. */
  readonly sort?: RoleSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** A role with what an administrator looks for in a list. Instants in UTC. */
export interface RoleSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly origin: (typeof ROLE_ORIGINS)[number];
  /** An import brought it, and what it permitted there waits for an answer. */
  readonly isWaiting: boolean;
  readonly isImported: boolean;
  readonly permissions: number;
  /** To how many people and teams it is assigned, wherever; ended assignments left out. */
  readonly people: number;
  readonly teams: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** One page of roles without those of models, for who may read roles or hands them out. */
export async function listRoleSummaries(ctx: Ctx, input: ListRoleSummaries): Promise<Page<RoleSummary>> {
  if (!(await mayNameHolders(ctx)))
    await authorizeOpenly(ctx, { operation: 'role', type: 'read', projectId: null });
  const { origin, held, sort = 'name' } = input;
  const search = input.search || null;
  const query = {
    search,
    origin: origin === 'built in' ? ('built_in' as const) : origin === 'custom' ? origin : null,
    isWaiting: origin === 'waiting' ? true : null,
    isHeld: held === undefined ? null : held === 'yes',
    now: ctx.now,
  };
  const limit = pageLimit(input.limit);
  const listing = { list: 'roles', filter: { search, origin, held, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listRolePage(ctx.db, { ...query, sort, keyset, limit });
  const count = await countRolePage(ctx.db, query);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [sort === 'name' ? row.place : row.createdAt, row.id],
    presentSummary,
  );
}

function presentSummary(row: RoleListRow): RoleSummary {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    origin: row.origin,
    isWaiting: row.isWaiting,
    isImported: row.isImported,
    permissions: row.permissions,
    people: row.people,
    teams: row.teams,
    createdAt: new Date(row.createdAt),
    createdBy: row.createdByName,
  };
}

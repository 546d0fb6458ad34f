import { listRoleRows } from '@/db/queries/roles';
import { authorizeOpenly } from '@/lib/access/authorize';
import { mayNameHolders } from '@/lib/access/may-name-holders';
import type { Ctx } from '@/lib/core/ctx';
import { presentRole, type Role } from './role';

/** Stores have tens of roles; a list that asks for more than this is not one that people read. */
const MOST = 1000;

/** All roles by name, built-in ones first, for who may read roles or hands them out. */
export async function listRoles(ctx: Ctx): Promise<(Role & { readonly assignments: number })[]> {
  if (!(await mayNameHolders(ctx)))
    await authorizeOpenly(ctx, { operation: 'role', type: 'read', projectId: null });
  const rows = await listRoleRows(ctx.db, MOST);
  return rows.map((row) => ({ ...presentRole(row), assignments: row.assignments }));
}

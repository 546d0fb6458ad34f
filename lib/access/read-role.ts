import { permissionsOfRole } from '@/db/queries/reach';
import type { Ctx } from '@/lib/core/ctx';
import { resolveRole } from './resolve-role';
import { type FullRole, presentFullRole } from './role';

/** A role with what it permits. */
export async function readRole(ctx: Ctx, input: { role: string }): Promise<FullRole> {
  const row = await resolveRole(ctx, input.role);
  return presentFullRole(row, await permissionsOfRole(ctx.db, row.id));
}

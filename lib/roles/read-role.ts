import { permissionsOfRole } from '@/db/queries/reach';
import { ownScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { resolveRole } from './resolve-role';
import { type FullRole, presentFullRole } from './role';

/** A role with what it permits; through a token of one project without what it permits on models of others. */
export async function readRole(ctx: Ctx, input: { role: string }): Promise<FullRole> {
  const row = await resolveRole(ctx, input.role);
  const only = ownScope(ctx)?.onlyProjectId ?? null;
  const permissions = (await permissionsOfRole(ctx.db, row.id)).filter(
    ({ resourceProjectId }) => only === null || resourceProjectId === null || resourceProjectId === only,
  );
  return presentFullRole(row, permissions);
}

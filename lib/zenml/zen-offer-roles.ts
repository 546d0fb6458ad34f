import { isPowerless } from '@/db/queries/import-people';
import { findRole } from '@/db/queries/roles';
import { offerRole } from '@/lib/offers/keep-offer';
import type { Here, ZenImportRun } from './zen-import-run';
import type { ZenNamed } from './zen-objects';

/**
 * Leaves each imported role that permits nothing to an administrator's word. ZenML never kept what a role permits, so
 * the offer says no more than that there was one: whoever answers it chooses.
 */
export async function offerRoles(run: ZenImportRun, roles: readonly ZenNamed[]): Promise<void> {
  for (const item of roles) {
    const here = run.of('role', item.id);
    if (here === null || run.holders.has(here.name)) continue;
    if (!here.isPlanned && !(await isEmptyRole(run, here))) continue;
    run.holders.set(here.name, []);
    if (!run.dryRun) await offerRole(run.ctx, { role: { id: here.id, name: here.name }, permissions: [] });
  }
}

async function isEmptyRole({ ctx }: ZenImportRun, { id, name }: Here): Promise<boolean> {
  const row = await findRole(ctx.db, name);
  return row?.origin === 'custom' && (await isPowerless(ctx.db, id));
}

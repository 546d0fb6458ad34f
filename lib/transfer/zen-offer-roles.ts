import { keepOffer } from '@/db/queries/import-offers';
import { isPowerless } from '@/db/queries/import-people';
import { findRole } from '@/db/queries/roles';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
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
    if (!run.dryRun) await offer(run, here);
  }
}

async function isEmptyRole({ ctx }: ZenImportRun, { id, name }: Here): Promise<boolean> {
  const row = await findRole(ctx.db, name);
  return row?.origin === 'custom' && (await isPowerless(ctx.db, id));
}

async function offer({ ctx }: ZenImportRun, { id, name }: Here): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const isNew = await keepOffer(tx, { id: newId(), roleId: id, words: [], ...createdStamp(ctx) });
    if (!isNew) return;
    await audit(tx, ctx, {
      action: 'role.offer',
      resourceType: 'role',
      resourceId: id,
      resourceName: name,
      projectId: null,
      details: { words: 0 },
    });
  });
}

import { allCatalogs } from '@/db/queries/catalogs';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';

export interface Catalog {
  /** What clients address: `sample`, `local`. */
  readonly name: string;
  readonly readOnly: boolean;
}

/** The test catalogs: `sample`, which nobody writes, then the others by name. */
export async function listCatalogs(ctx: Ctx): Promise<Catalog[]> {
  await authorizeOpenly(ctx, { operation: 'catalog', type: 'read', projectId: null });
  const rows = await allCatalogs(ctx.db);
  return rows.map(({ name, readOnly }) => ({ name, readOnly }));
}

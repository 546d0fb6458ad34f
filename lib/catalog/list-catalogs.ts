import type { Ctx } from '@/lib/core/ctx';
import { readableCatalogs } from './catalog';

export interface Catalog {
  /** What clients address: `sample`, `local`. */
  readonly name: string;
  readonly readOnly: boolean;
}

/** The test catalogs that the actor may read: `sample`, which nobody writes, then the others by name. */
export async function listCatalogs(ctx: Ctx): Promise<Catalog[]> {
  return (await readableCatalogs(ctx)).map(({ name, readOnly }) => ({ name, readOnly }));
}

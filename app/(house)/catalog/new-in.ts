import 'server-only';
import { whyNotInCatalog } from '@/lib/catalog/catalog';
import { listCatalogs } from '@/lib/catalog/list-catalogs';
import type { Ctx } from '@/lib/core/ctx';

/** Catalogs that the reader may add to, and, where there is none, why. */
export async function catalogsForNew(ctx: Ctx): Promise<{ names: string[]; why: string | null }> {
  const names: string[] = [];
  let why: string | null = 'There is no catalog.';
  const catalogs = await listCatalogs(ctx);
  // What is said of a read-only one says least about the reader.
  for (const { name } of [...catalogs].sort((a, b) => Number(b.readOnly) - Number(a.readOnly))) {
    const reason = await whyNotInCatalog(ctx, name, 'create');
    if (reason === null) names.push(name);
    else why = reason;
  }
  return { names, why: names.length > 0 ? null : why };
}

/** Why the reader may add no entry to this catalog, or to any; null when they may. */
export async function whyNoNewEntry(ctx: Ctx, catalog: string | null): Promise<string | null> {
  if (catalog !== null) return whyNotInCatalog(ctx, catalog, 'create');
  return (await catalogsForNew(ctx)).why;
}

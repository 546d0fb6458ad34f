import 'server-only';
import { listCatalogs } from '@/lib/catalog/list-catalogs';
import type { Ctx } from '@/lib/core/ctx';
import type { Why } from '@/lib/next/why-not';
import { whyNotIn } from './why';

/** Catalogs that the reader may add to, and, where there is none, why. */
export async function catalogsForNew(ctx: Ctx): Promise<{ names: string[]; why: Why | string | null }> {
  const names: string[] = [];
  let why: Why | string | null = 'There is no catalog.';
  const catalogs = await listCatalogs(ctx);
  // What is said of a read-only one says least about the reader.
  for (const { name } of [...catalogs].sort((a, b) => Number(b.readOnly) - Number(a.readOnly))) {
    const reason = await whyNotIn(ctx, name, 'create');
    if (reason === null) names.push(name);
    else why = reason;
  }
  return { names, why: names.length > 0 ? null : why };
}

/** Why the reader may add no entry to this catalog, or to any; null when they may. */
export async function whyNoNewEntry(ctx: Ctx, catalog: string | null): Promise<Why | string | null> {
  if (catalog !== null) return whyNotIn(ctx, catalog, 'create');
  return (await catalogsForNew(ctx)).why;
}

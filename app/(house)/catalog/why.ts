import 'server-only';
import { whyNotInCatalog } from '@/lib/catalog/catalog';
import type { EntryHead } from '@/lib/catalog/entry';
import type { Ctx } from '@/lib/core/ctx';

/** Why the reader may not change this entry, with the way out; null when they may. */
export async function whyNotEntry(
  ctx: Ctx,
  { catalog, readOnly }: Pick<EntryHead, 'catalog' | 'readOnly'>,
  type: 'update' | 'delete',
): Promise<string | null> {
  const why = await whyNotInCatalog(ctx, catalog, type);
  return why !== null && readOnly ? `${why} Copy the entry into another catalog to change it there.` : why;
}

import 'server-only';
import { neededInCatalog, whyNotInCatalog } from '@/lib/catalog/catalog';
import type { CatalogEntryHead } from '@/lib/catalog/catalog-entry';
import type { Ctx } from '@/lib/core/ctx';
import { type Why, whyNot } from '@/lib/next/why-not';

/** Why the reader may not write in this catalog; null when they may. What is read-only is nobody's to ask for. */
export async function whyNotIn(
  ctx: Ctx,
  catalog: string,
  type: 'create' | 'update' | 'delete',
): Promise<Why | string | null> {
  const required = await neededInCatalog(ctx, catalog, type);
  return required === null ? whyNotInCatalog(ctx, catalog, type) : whyNot(ctx, required);
}

/** Why the reader may not change this entry, with the way out; null when they may. */
export async function whyNotEntry(
  ctx: Ctx,
  { catalog, readOnly }: Pick<CatalogEntryHead, 'catalog' | 'readOnly'>,
  type: 'update' | 'delete',
): Promise<Why | string | null> {
  const why = await whyNotIn(ctx, catalog, type);
  return why !== null && readOnly
    ? `${typeof why === 'string' ? why : why.message} Copy the entry into another catalog to change it there.`
    : why;
}

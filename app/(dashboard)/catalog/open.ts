import 'server-only';
import type { CatalogEntry, CatalogEntryAddress } from '@/lib/catalog/catalog-entry';
import { readCatalogEntry } from '@/lib/catalog/read-catalog-entry';
import type { Ctx } from '@/lib/core/ctx';
import { type Found, find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';

export type EntryParams = Promise<{ catalog: string; entry: string }>;

/** The entry that an address means, or what became of it. */
export async function openEntry(
  params: EntryParams,
): Promise<{ ctx: Ctx; at: CatalogEntryAddress; found: Found<CatalogEntry> }> {
  const ctx = await signedInCtx();
  const { catalog, entry } = await names(params);
  const at = { catalog, identifier: entry };
  return { ctx, at, found: await find(readCatalogEntry(ctx, at)) };
}

import 'server-only';
import type { Entry, EntryAddress } from '@/lib/catalog/entry';
import { readEntry } from '@/lib/catalog/read-entry';
import type { Ctx } from '@/lib/core/ctx';
import { type Found, find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';

export type EntryParams = Promise<{ catalog: string; entry: string }>;

/** The entry that an address means, or what became of it. */
export async function openEntry(
  params: EntryParams,
): Promise<{ ctx: Ctx; at: EntryAddress; found: Found<Entry> }> {
  const [ctx, { catalog, entry }] = [await signedInCtx(), await names(params)];
  const at = { catalog, identifier: entry };
  return { ctx, at, found: await find(readEntry(ctx, at)) };
}

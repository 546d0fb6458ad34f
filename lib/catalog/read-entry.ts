import type { Ctx } from '@/lib/core/ctx';
import { type Entry, type EntryAddress, presentEntry } from './entry';
import { resolveEntry } from './resolve-entry';

/** One entry with its code (catalog:read). `not_found` carries `gone` for a deleted one. */
export async function readEntry(ctx: Ctx, input: EntryAddress): Promise<Entry> {
  const { catalog, row } = await resolveEntry(ctx, input);
  return presentEntry(row, catalog);
}

import 'server-only';
import type { Ctx } from '@/lib/core/ctx';
import type { CustomList } from '@/lib/lists/list';
import { readList } from '@/lib/lists/read-list';

/** Names that an entry of a list may have above it; null where entries stand alone. */
export async function parentNames(ctx: Ctx, parent: CustomList | null): Promise<string[] | null> {
  if (parent === null) return null;
  return (await readList(ctx, { list: parent })).entries.map(({ name }) => name);
}

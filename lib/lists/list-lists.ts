import { countEntries } from '@/db/queries/lists';
import { CUSTOM_LISTS } from '@/db/schema';
import type { Ctx } from '@/lib/core/ctx';
import { authorizeLists, type CustomList, parentList } from './list';

export interface ListSummary {
  readonly name: CustomList;
  readonly parent: CustomList | null;
  readonly entries: number;
}

/** The five custom lists in the order that clients know, with how many entries each has. */
export async function listLists(ctx: Ctx): Promise<ListSummary[]> {
  await authorizeLists(ctx, 'read', null);
  const counts = await countEntries(ctx.db);
  return CUSTOM_LISTS.map((name) => ({ name, parent: parentList(name), entries: counts.get(name) ?? 0 }));
}

import { countEntries } from '@/db/queries/lists';
import { CUSTOM_LISTS } from '@/db/schema';
import { uses } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { authorizeLists, type CustomList, needOfList, parentList } from './list';

export interface ListSummary {
  readonly name: CustomList;
  readonly parent: CustomList | null;
  readonly entries: number;
}

/**
 * The custom lists in the order that clients know, with how many entries each has: the five, or those granted one by
 * one. `forbidden` when that is none.
 */
export async function listLists(ctx: Ctx): Promise<ListSummary[]> {
  const readable = await readableLists(ctx);
  const counts = await countEntries(ctx.db);
  return readable.map((name) => ({ name, parent: parentList(name), entries: counts.get(name) ?? 0 }));
}

async function readableLists(ctx: Ctx): Promise<readonly CustomList[]> {
  if (await uses(ctx, needOfList('read', null))) return CUSTOM_LISTS;
  const readable: CustomList[] = [];
  for (const list of CUSTOM_LISTS) if (await uses(ctx, needOfList('read', list))) readable.push(list);
  if (readable.length === 0) await authorizeLists(ctx, 'read', null);
  return readable;
}

import { listEntryRows } from '@/db/queries/lists';
import type { Ctx } from '@/lib/core/ctx';
import {
  authorizeLists,
  type CustomList,
  type ListEntry,
  listNamed,
  parentList,
  presentListEntry,
} from './list';

export interface CustomListWithEntries {
  readonly name: CustomList;
  readonly parent: CustomList | null;
  readonly entries: readonly ListEntry[];
}

/** One list with all its entries by name. `not_found` for a name that none of the five has. */
export async function readList(ctx: Ctx, input: { list: string }): Promise<CustomListWithEntries> {
  await authorizeLists(ctx, 'read', input.list);
  const name = listNamed(input.list);
  const rows = await listEntryRows(ctx.db, name);
  return { name, parent: parentList(name), entries: rows.map(presentListEntry) };
}

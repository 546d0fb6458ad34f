import { findEntry } from '@/db/queries/lists';
import { absent } from '@/lib/access/absent';
import type { Ctx } from '@/lib/core/ctx';
import { authorizeLists, type ListEntry, listNamed, presentListEntry } from './list';

/** One entry by its exact name. */
export async function readListEntry(ctx: Ctx, input: { list: string; name: string }): Promise<ListEntry> {
  await authorizeLists(ctx, 'read', input.list);
  const list = listNamed(input.list);
  const row = await findEntry(ctx.db, list, input.name);
  if (row !== null) return presentListEntry(row);
  const { name } = input;
  const message = `Entry ${name} of list ${list} not found.`;
  throw await absent(ctx, message, { kind: 'list entry', list, name }, async () => true);
}

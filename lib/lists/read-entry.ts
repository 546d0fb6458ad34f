import { findEntry } from '@/db/queries/lists';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { authorizeLists, type Entry, listNamed, presentEntry } from './list';

/** One entry by its exact name. */
export async function readEntry(ctx: Ctx, input: { list: string; name: string }): Promise<Entry> {
  await authorizeLists(ctx, 'read', input.list);
  const list = listNamed(input.list);
  const row = await findEntry(ctx.db, list, input.name);
  if (row === null) throw new DomainError('not_found', `Entry ${input.name} of list ${list} not found.`);
  return presentEntry(row);
}

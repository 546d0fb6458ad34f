import { findEntry, updateEntry } from '@/db/queries/lists';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import type { EntryInput } from './create-entry';
import { authorizeLists, type Entry, entryEvent, listNamed, presentEntry } from './list';
import { checkDescription, parentOf } from './parent-of';

/** Changes an entry's description and category (custom_list:update). Its name is what it is known by, and stays. */
export async function editEntry(ctx: Ctx, input: EntryInput): Promise<Entry> {
  await authorizeLists(ctx, 'update', input.list);
  const list = listNamed(input.list);
  checkDescription(input.description);
  return transact(ctx.db, async (tx) => {
    const absent = new DomainError('not_found', `Entry ${input.name} of list ${list} not found.`);
    const row = await findEntry(tx, list, input.name);
    if (row === null) throw absent;
    const parentId = await parentOf(tx, list, input.parent);
    const { description } = input;
    if (!(await updateEntry(tx, row.id, { description, parentId, ...updatedStamp(ctx) }))) throw absent;
    await audit(tx, ctx, entryEvent('custom_list.update', list, row));
    const after = await findEntry(tx, list, input.name);
    if (after === null) throw absent;
    return presentEntry(after);
  });
}

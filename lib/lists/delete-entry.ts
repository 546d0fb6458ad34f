import { findEntry, softDeleteEntry } from '@/db/queries/lists';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { authorizeLists, type Entry, entryEvent, listNamed, presentEntry } from './list';

/** Deletes an entry (custom_list:delete), and with a category its quality attributes. Answers what was deleted. */
export async function deleteEntry(ctx: Ctx, input: { list: string; name: string }): Promise<Entry> {
  await authorizeLists(ctx, 'delete', input.list);
  const list = listNamed(input.list);
  return transact(ctx.db, async (tx) => {
    const absent = new DomainError('not_found', `Entry ${input.name} of list ${list} not found.`);
    const row = await findEntry(tx, list, input.name);
    if (row === null) throw absent;
    const ended = await softDeleteEntry(tx, row.id, deletedStamp(ctx));
    if (ended === 0) throw absent;
    await audit(tx, ctx, {
      ...entryEvent('custom_list.delete', list, row),
      details: { withChildren: ended - 1 },
    });
    return presentEntry(row);
  });
}

import { findEntry, softDeleteEntry } from '@/db/queries/lists';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { authorizeLists, listEntryEvent, listNamed, presentListEntry } from './list';

/** Deletes an entry (custom_list:delete), and with a category its quality attributes. Answers what was deleted. */
export const deleteListEntry = declareWrite({
  verb: 'deleteListEntry',
  asks: ['custom_list:delete'],
  audits: ['custom_list.delete'],
  example: ({ list, listEntry }) => ({ list, name: listEntry }),
  ready: async (ctx: Ctx, input: { list: string; name: string }) => {
    await authorizeLists(ctx, 'delete', input.list);
    return listNamed(input.list);
  },
  write: async ({ tx, ctx, tell }, list, { name }) => {
    const absent = new DomainError('not_found', `Entry ${name} of list ${list} not found.`);
    const row = await findEntry(tx, list, name);
    if (row === null) throw absent;
    const ended = await softDeleteEntry(tx, row.id, deletedStamp(ctx));
    if (ended === 0) throw absent;
    const { description, parent } = row;
    tell({
      ...listEntryEvent('custom_list.delete', list, row),
      changes: changesBetween({ name, description, parent }, null),
      details: { withChildren: ended - 1 },
    });
    return presentListEntry(row);
  },
});

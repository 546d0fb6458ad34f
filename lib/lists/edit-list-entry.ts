import { findEntry, updateEntry } from '@/db/queries/lists';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { updatedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { EntryInput } from './create-list-entry';
import { authorizeLists, listEntryEvent, listNamed, presentListEntry } from './list';
import { checkDescription, parentOf } from './parent-of';

/** Changes an entry's description and category (custom_list:update). Its name is what it is known by, and stays. */
export const editListEntry = declareWrite({
  verb: 'editListEntry',
  asks: ['custom_list:update'],
  audits: ['custom_list.update'],
  example: ({ list, listEntry, fresh }) => ({
    list,
    name: listEntry,
    description: fresh('Described'),
    parent: null,
  }),
  ready: async (ctx: Ctx, input: EntryInput) => {
    await authorizeLists(ctx, 'update', input.list);
    const list = listNamed(input.list);
    checkDescription(input.description);
    return list;
  },
  write: async ({ tx, ctx, tell }, list, { name, description, parent }) => {
    const absent = new DomainError('not_found', `Entry ${name} of list ${list} not found.`);
    const row = await findEntry(tx, list, name);
    if (row === null) throw absent;
    const parentId = await parentOf(tx, list, parent);
    if (!(await updateEntry(tx, row.id, { description, parentId, ...updatedStamp(ctx) }))) throw absent;
    const after = await findEntry(tx, list, name);
    if (after === null) throw absent;
    const facts = (entry: typeof row) => ({ description: entry.description, parent: entry.parent });
    tell({
      ...listEntryEvent('custom_list.update', list, row),
      changes: changesBetween(facts(row), facts(after)),
    });
    return presentListEntry(after);
  },
});

import { findEntry, insertEntry } from '@/db/queries/lists';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { authorizeLists, type CustomList, listEntryEvent, listNamed, presentListEntry } from './list';
import { checkDescription, parentOf } from './parent-of';

export interface EntryInput {
  readonly list: string;
  readonly name: string;
  readonly description: string;
  /** Name of its category, for quality attributes. */
  readonly parent: string | null;
}

/**
 * Adds an entry to a list (custom_list:create). `conflict` when it has one of exactly this name: said even to who
 * has not signed in, for the client seeds the default lists before it signs in and stops at any other answer.
 */
export const createListEntry = declareWrite({
  verb: 'createListEntry',
  asks: ['custom_list:create'],
  audits: ['custom_list.create'],
  example: ({ list, fresh }) => ({ list, name: fresh('entry'), description: '', parent: null }),
  ready: async (ctx: Ctx, input: EntryInput) => {
    if (ctx.actor.kind === 'anonymous') await refuseKnown(ctx, input);
    await authorizeLists(ctx, 'create', input.list);
    const list = listNamed(input.list);
    checkName(input.name, 'entry name', 'free', 'name');
    checkDescription(input.description);
    return list;
  },
  write: async ({ tx, ctx, tell }, list, { name, description, parent }) => {
    if ((await findEntry(tx, list, name)) !== null) throw taken(list, name);
    const parentId = await parentOf(tx, list, parent);
    const id = newId();
    if (!(await insertEntry(tx, { id, list, name, description, parentId, ...stamp(ctx) })))
      throw taken(list, name);
    const changes = changesBetween(null, { name, description, parent });
    tell({ ...listEntryEvent('custom_list.create', list, { id, name }), changes });
    const row = { id, list, name, description, parent: parentId === null ? null : parent };
    return presentListEntry({ ...row, ...stamp(ctx), parentId, deletedAt: null, deletedByName: null });
  },
});

async function refuseKnown(ctx: Ctx, input: EntryInput): Promise<void> {
  const list = listNamed(input.list);
  if ((await findEntry(ctx.db, list, input.name)) !== null) throw taken(list, input.name);
}

function taken(list: CustomList, name: string): DomainError {
  return new DomainError('conflict', `Entry ${name} of list ${list} already exists.`);
}

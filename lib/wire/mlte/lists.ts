import { z } from 'zod';
import { fromMlteSegment } from '@/lib/core/urls';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { deleteListEntry } from '@/lib/lists/delete-list-entry';
import { editListEntry } from '@/lib/lists/edit-list-entry';
import type { ListEntry } from '@/lib/lists/list';
import { listLists } from '@/lib/lists/list-lists';
import { readList } from '@/lib/lists/read-list';
import { readListEntry } from '@/lib/lists/read-list-entry';
import { type Endpoint, endpoint } from '../endpoint';

const EntryModel = z.object({
  name: z.string(),
  description: z.string(),
  parent: z.string().nullable().default(null),
});

const presented = ({ name, description, parent }: ListEntry) => ({ name, description, parent });

const entries = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'custom_list', type, on: 'store' }) as const;

const entryAt = (param: (name: string) => string) => ({
  list: param('list'),
  name: fromMlteSegment(param('entry')),
});

/** The five custom lists. They belong to the store: every project's base shows the same. */
export const listEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/custom_lists',
    summary: 'Names of the custom lists',
    access: entries('read'),
    reply: z.array(z.string()),
    handle: async ({ ctx }) => (await listLists(ctx)).map(({ name }) => name),
  }),
  endpoint({
    method: 'GET',
    path: '/custom_list/{list}',
    summary: 'All entries of a list',
    access: entries('read'),
    reply: z.array(EntryModel),
    handle: async ({ ctx, param }) => (await readList(ctx, { list: param('list') })).entries.map(presented),
  }),
  endpoint({
    method: 'GET',
    path: '/custom_list/{list}/parent',
    summary: 'The list above this one, or null',
    access: entries('read'),
    reply: z.string().nullable(),
    handle: async ({ ctx, param }) => (await readList(ctx, { list: param('list') })).parent,
  }),
  endpoint({
    method: 'POST',
    path: '/custom_list/{list}/entry',
    summary:
      'Add an entry; without credentials 409 where it exists, as clients that seed the defaults need it',
    access: entries('create'),
    anonymous: true,
    body: EntryModel,
    example: ({ fresh }) => ({ name: fresh('entry'), description: '', parent: null }),
    reply: EntryModel,
    handle: async ({ ctx, param, body }) =>
      presented(await createListEntry(ctx, { list: param('list'), ...body })),
  }),
  endpoint({
    method: 'PUT',
    path: '/custom_list/{list}/entry',
    summary: 'Change the description or the parent of an entry',
    access: entries('update'),
    body: EntryModel,
    example: ({ listEntry: name }) => ({ name, description: 'changed', parent: null }),
    reply: EntryModel,
    handle: async ({ ctx, param, body }) =>
      presented(await editListEntry(ctx, { list: param('list'), ...body })),
  }),
  endpoint({
    method: 'GET',
    path: '/custom_list/{list}/entry/{entry}',
    summary: 'An entry',
    access: entries('read'),
    reply: EntryModel,
    handle: async ({ ctx, param }) => presented(await readListEntry(ctx, entryAt(param))),
  }),
  endpoint({
    method: 'DELETE',
    path: '/custom_list/{list}/entry/{entry}',
    summary: 'Delete an entry, and with a category its quality attributes',
    access: entries('delete'),
    reply: EntryModel,
    handle: async ({ ctx, param }) => presented(await deleteListEntry(ctx, entryAt(param))),
  }),
];

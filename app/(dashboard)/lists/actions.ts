'use server';

import { url } from '@/lib/core/urls';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { deleteListEntry } from '@/lib/lists/delete-list-entry';
import { editListEntry } from '@/lib/lists/edit-list-entry';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

const entryIn = (fields: FormFields) => ({
  list: fields.text('list'),
  name: fields.text('name'),
  description: fields.text('description'),
  parent: fields.optional('parent'),
});

export async function createEntryAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { list } = await createListEntry(ctx, entryIn(fields));
    return go(url.list(list));
  });
}

export async function editEntryAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { list } = await editListEntry(ctx, entryIn(fields));
    return go(url.list(list));
  });
}

export async function deleteEntryAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { list, name } = entryIn(fields);
    await deleteListEntry(ctx, { list, name });
    return go(url.list(list));
  });
}

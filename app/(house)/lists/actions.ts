'use server';

import { url } from '@/lib/core/urls';
import { createEntry as create } from '@/lib/lists/create-entry';
import { deleteEntry as remove } from '@/lib/lists/delete-entry';
import { editEntry as edit } from '@/lib/lists/edit-entry';
import type { Fields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

const entryIn = (fields: Fields) => ({
  list: fields.text('list'),
  name: fields.text('name'),
  description: fields.text('description'),
  parent: fields.optional('parent'),
});

export async function createEntry(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { list } = await create(ctx, entryIn(fields));
    return go(url.list(list));
  });
}

export async function editEntry(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { list } = await edit(ctx, entryIn(fields));
    return go(url.list(list));
  });
}

export async function deleteEntry(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { list, name } = entryIn(fields);
    await remove(ctx, { list, name });
    return go(url.list(list));
  });
}

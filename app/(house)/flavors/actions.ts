'use server';

import { url } from '@/lib/core/urls';
import type { Fields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { deleteFlavor as remove } from '@/lib/stacks/delete-flavor';
import { registerFlavor } from '@/lib/stacks/register-flavor';
import { updateFlavor } from '@/lib/stacks/update-flavor';

const at = (fields: Fields) => ({ type: fields.text('type'), name: fields.text('name') });
const content = (fields: Fields) => ({
  source: fields.text('source').trim(),
  integration: fields.optional('integration'),
});

export async function declareFlavor(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { type, name } = await registerFlavor(ctx, { ...at(fields), ...content(fields) });
    return go(url.flavor(type, name));
  });
}

/** Changes a flavor for somebody who saw it as it was at `expectedUpdatedAt`. */
export async function editFlavor(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const expectedUpdatedAt = new Date(fields.text('expectedUpdatedAt'));
    const { type, name } = await updateFlavor(ctx, { ...at(fields), ...content(fields), expectedUpdatedAt });
    return go(url.flavor(type, name));
  });
}

export async function deleteFlavor(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { type } = await remove(ctx, at(fields));
    return go(url.flavors(type));
  });
}

'use server';

import { url } from '@/lib/core/urls';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { deleteFlavor } from '@/lib/stacks/flavors/delete-flavor';
import { registerFlavor } from '@/lib/stacks/flavors/register-flavor';
import { updateFlavor } from '@/lib/stacks/flavors/update-flavor';

const at = (fields: FormFields) => ({ type: fields.text('type'), name: fields.text('name') });
const content = (fields: FormFields) => ({
  source: fields.text('source').trim(),
  integration: fields.optional('integration'),
});

export async function declareFlavorAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { type, name } = await registerFlavor(ctx, { ...at(fields), ...content(fields) });
    return go(url.flavor(type, name));
  });
}

/** Changes a flavor for somebody who saw it as it was at `expectedUpdatedAt`. */
export async function editFlavorAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const expectedUpdatedAt = new Date(fields.text('expectedUpdatedAt'));
    const { type, name } = await updateFlavor(ctx, { ...at(fields), ...content(fields), expectedUpdatedAt });
    return go(url.flavor(type, name));
  });
}

export async function deleteFlavorAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { type } = await deleteFlavor(ctx, at(fields));
    return go(url.flavors(type));
  });
}

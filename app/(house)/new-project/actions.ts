'use server';

import { createProject as create } from '@/lib/access/create-project';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

export async function createProject(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const made = await create(ctx, {
      name: fields.text('name'),
      description: fields.optional('description'),
    });
    return go(url.models(made.name));
  });
}

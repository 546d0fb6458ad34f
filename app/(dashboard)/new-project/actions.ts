'use server';

import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { createProject } from '@/lib/projects/create-project';

export async function createProjectAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const made = await createProject(ctx, {
      name: fields.text('name'),
      description: fields.optional('description'),
    });
    return go(url.models(made.name));
  });
}

'use server';

import { url } from '@/lib/core/urls';
import { createModel } from '@/lib/models/create-model';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

export async function createModelAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const project = fields.text('project');
    const model = await createModel(ctx, { project, name: fields.text('name') });
    return go(url.model(project, model.name));
  });
}

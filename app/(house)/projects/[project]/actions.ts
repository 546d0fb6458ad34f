'use server';

import { deleteProject as remove } from '@/lib/access/delete-project';
import { updateProject } from '@/lib/access/update-project';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

export async function changeProject(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const name = fields.optional('name');
    const project = await updateProject(ctx, {
      project: fields.text('project'),
      ...(name === null ? {} : { name }),
      description: fields.optional('description'),
      commitUrl: fields.optional('commitUrl'),
    });
    return go(url.project(project.name));
  });
}

export async function deleteProject(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await remove(ctx, { project: fields.text('project') });
    return go(url.projects());
  });
}

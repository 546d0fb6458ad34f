'use server';

import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { deleteProject } from '@/lib/projects/delete-project';
import { updateProject } from '@/lib/projects/update-project';

export async function changeProjectAction(_state: FormState, data: FormData): Promise<FormState> {
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

export async function deleteProjectAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await deleteProject(ctx, { project: fields.text('project') });
    return go(url.projects());
  });
}

'use server';

import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { deleteRun as remove } from '@/lib/runs/delete-run';

export async function deleteRun(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const project = fields.text('project');
    await remove(ctx, { project, run: fields.text('run') });
    return go(url.runs(project));
  });
}

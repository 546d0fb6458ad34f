'use server';

import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { deleteRun } from '@/lib/runs/delete-run';

export async function deleteRunAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const project = fields.text('project');
    await deleteRun(ctx, { project, run: fields.text('run') });
    return go(url.runs(project));
  });
}

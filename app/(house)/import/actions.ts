'use server';

import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { importStaged } from '@/lib/transfer/import-upload';

/** Imports an upload whose report has been seen. */
export async function applyStaged(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { report } = await importStaged(ctx, {
      staged: fields.text('staged'),
      project: fields.text('project') || null,
      overwrite: fields.checked('overwrite'),
      dryRun: false,
    });
    return { message: `Imported into ${report.projects.join(', ')}.`, report };
  });
}

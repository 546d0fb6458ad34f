'use server';

import { shortReport } from '@/lib/import-report/report';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { importStaged } from '@/lib/transfer/import-upload';
import { conflictChoicesOf } from '@/lib/zenml/conflicts/zen-conflicts';

/** Imports an upload whose report has been seen. */
export async function applyStagedAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { report } = await importStaged(ctx, {
      staged: fields.text('staged'),
      project: fields.text('project') || null,
      profile: fields.text('profile') || null,
      overwrite: fields.checked('overwrite'),
      conflicts: conflictChoicesOf(new URLSearchParams(fields.text('conflicts'))),
      dryRun: false,
    });
    const where = report.projects.length === 0 ? '' : ` into ${report.projects.join(', ')}`;
    return { message: `Imported${where}.`, report: shortReport(report) };
  });
}

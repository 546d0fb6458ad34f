'use server';

import { refresh } from 'next/cache';
import { pageAddress } from '@/app/(dashboard)/_artifact/address';
import { validateManually } from '@/lib/artifacts/reports/validate-manually';
import { invalid, isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { besideFields, judgementsIn } from './judgements';

/** Writes the verdicts of a person; goes on with the cases that are left, or to the results. */
export async function judgeAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const [project, model, version] = [fields.text('project'), fields.text('model'), fields.text('version')];
    const at = { project, model, version, artifact: fields.text('artifact') };
    const texts = [...data].filter((field): field is [string, string] => typeof field[1] === 'string');
    const judgements = judgementsIn(
      new Map(texts.map(([name, value]) => [name, value.replaceAll('\r\n', '\n')])),
    );
    const expectedRevision = fields.whole('expectedRevision');
    const written = await validateManually(ctx, { ...at, expectedRevision, judgements }).catch((error) => {
      if (!isDomainError(error)) throw error;
      // Whoever was faster left fewer cases to judge: the page shows those, with what was typed.
      if (error.code === 'precondition') refresh();
      if (error.code === 'invalid') throw invalid(besideFields(error.issues, judgements));
      throw error;
    });
    const { summary } = written;
    const isDone = summary.type !== 'results' || summary.info === 0;
    return go(
      isDone
        ? pageAddress(at, null)
        : url.part(pageAddress(at, null), 'edit', { validated: judgements.length, q: fields.text('q') }),
    );
  });
}

'use server';

import { editEvidence } from '@/lib/artifacts/evidence/edit-evidence';
import { recordEvidence } from '@/lib/artifacts/evidence/record-evidence';
import { url } from '@/lib/core/urls';
import { changeRows, isNamed, MARK, NEW_ROW } from '@/lib/forms/form-tree';
import { submitEditor } from '@/lib/next/editor';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

/** What any button of the evidence form does: writes it, or changes rows for who has no JavaScript. */
export async function saveEvidenceAction(before: FormState, data: FormData): Promise<FormState> {
  return submitEditor(before, data, async (ctx, { act, fields, tree, revision }) => {
    if (act.kind === 'add' || act.kind === 'remove' || act.kind === 'up' || act.kind === 'down')
      return { message: '', editor: changeRows(tree, act, { [MARK]: NEW_ROW, key: '', value: '' }) };
    if (act.kind !== 'save') return { message: '', editor: {} };
    const file = fields.file('image');
    const image = file === null ? null : new Uint8Array(await file.arrayBuffer());
    const over = fields.optional('overwrite') === null ? null : fields.whole('overwrite');
    const [project, model, version] = [fields.text('project'), fields.text('model'), fields.text('version')];
    const what = { project, model, version, fields: isNamed(tree) ? tree : {}, image };
    const { identifier } =
      revision === 0
        ? await recordEvidence(ctx, { ...what, over })
        : await editEvidence(ctx, { ...what, artifact: fields.text('artifact'), revision: over ?? revision });
    return go(url.artifact(project, model, version, identifier));
  });
}

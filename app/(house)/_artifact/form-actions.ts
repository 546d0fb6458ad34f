'use server';

import type { ArtifactType } from '@/lib/artifacts/artifact';
import { changeByButton, writeByForm } from '@/lib/artifacts/write-by-form';
import { DomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { type Sent, submitEditor } from '@/lib/next/editor';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

/** What any button of an editor's form does: saves, or changes rows for who has no JavaScript. */
export async function saveForm(_state: FormState, data: FormData): Promise<FormState> {
  return submitEditor(data, async (ctx, sent) => {
    const { act, tree, revision } = sent;
    const place = placeIn(sent);
    if (act.kind === 'save') {
      const { model, version, identifier } = await writeByForm(ctx, {
        ...place,
        tree,
        revision,
        words: sent.words,
      });
      return go(url.artifact(place.project, model, version, identifier));
    }
    if (act.kind === 'draft') return { message: '', editor: { tree, focus: null, revision, isNew: false } };
    if (act.kind === 'own') throw new DomainError('invalid', 'The button is none of this form.');
    const changed = changeByButton(place.type, tree, act);
    return { message: '', editor: { ...changed, revision, isNew: false } };
  });
}

function placeIn({ fields }: Sent) {
  return {
    project: fields.text('project'),
    model: fields.text('model'),
    version: fields.optional('version'),
    artifact: fields.text('artifact'),
    type: fields.text('type') as ArtifactType,
  };
}

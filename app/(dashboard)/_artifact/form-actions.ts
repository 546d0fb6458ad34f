'use server';

import type { ArtifactType } from '@/lib/artifacts/artifact';
import { discardDraft } from '@/lib/artifacts/forms/discard-draft';
import { withTypedEntries } from '@/lib/artifacts/forms/new-list-entries';
import { saveDraft } from '@/lib/artifacts/forms/save-draft';
import { changeByButton, writeByForm } from '@/lib/artifacts/forms/write-by-form';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { type EditorResult, type EditorSubmission, submitEditor } from '@/lib/next/editor';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { localPath } from '@/lib/next/local-path';

/** What any button of an editor's form does: saves, keeps a draft, or changes rows for who has no JavaScript. */
export async function saveFormAction(before: FormState, data: FormData): Promise<FormState> {
  return submitEditor(before, data, async (ctx, sent) => {
    const { act, tree } = sent;
    switch (act.kind) {
      case 'save':
        return save(ctx, sent);
      case 'draft':
        return keep(ctx, sent);
      case 'own':
        throw new DomainError('invalid', 'The button is none of this form.');
      default:
        return { message: '', editor: changeByButton(placeIn(sent.fields).type, tree, act) };
    }
  });
}

async function save(ctx: Ctx, sent: EditorSubmission): Promise<EditorResult> {
  const { fields, ...form } = sent;
  const place = placeIn(fields);
  const written = await writeByForm(ctx, { ...place, artifact: place.artifact || 'default', ...form });
  if ('collision' in written) {
    const { tree, revision, by, at, conflicts } = written.collision;
    const conflict = { by, at: at.toISOString(), revision, conflicts };
    return { message: '', editor: { tree, revision, conflict, isNew: true } };
  }
  await discardDraft(ctx, draftIn(sent));
  const { model, version, identifier } = written.artifact;
  return go(url.artifact(place.project, model, version, identifier));
}

async function keep(ctx: Ctx, sent: EditorSubmission): Promise<EditorResult> {
  const { revision, draftAt, decisions } = sent;
  // A draft would stand on the later revision and be mine where nothing was chosen yet.
  if (decisions.length > 0)
    throw new DomainError('precondition', 'Choose first what shall stay; the draft from before is kept.');
  const seen = draftAt === null ? null : new Date(draftAt);
  const at = await saveDraft(ctx, {
    ...draftIn(sent),
    tree: withTypedEntries(sent.tree, sent.newEntries),
    revision,
    seen,
  });
  return { message: 'The draft is kept.', editor: { draftAt: at.toISOString() } };
}

/** Throws a draft away and shows the form that it was of, as it stands in the store. */
export async function dropDraftAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await discardDraft(ctx, placeIn(fields));
    return go(localPath(fields.text('to')));
  });
}

function placeIn(fields: FormFields) {
  return {
    project: fields.text('project'),
    model: fields.text('model'),
    version: fields.optional('version'),
    artifact: fields.text('artifact').trim(),
    type: fields.text('type') as ArtifactType,
  };
}

/** The draft that a form is of; the name of a new artifact does not tell one from another. */
function draftIn({ fields, revision }: EditorSubmission) {
  const place = placeIn(fields);
  return revision === 0 ? { ...place, artifact: '' } : place;
}

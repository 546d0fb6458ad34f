'use server';

import { deleteArtifact } from '@/lib/artifacts/delete-artifact';
import { editArtifact } from '@/lib/artifacts/edit-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { url } from '@/lib/core/urls';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { type At, pageAddress } from './address';

function addressIn(fields: FormFields): At {
  const [project, model, artifact] = [fields.text('project'), fields.text('model'), fields.text('artifact')];
  return { project, model, version: fields.optional('version'), artifact };
}

/** Writes the next revision for somebody who saw the one before. */
export async function editArtifactAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = addressIn(fields);
    const expectedRevision = fields.whole('expectedRevision');
    await editArtifact(ctx, { ...at, bodyText: fields.text('body'), expectedRevision, strict: false });
    return go(pageAddress(at, null));
  });
}

/** Writes a new artifact; one of that name is a conflict, never overwritten from here. */
export async function createArtifactAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { project, model } = addressIn(fields);
    const version = fields.text('version');
    const made = await writeArtifact(ctx, {
      project,
      model,
      version,
      artifactText: `{"header":${JSON.stringify({
        identifier: fields.text('name'),
        type: fields.text('type'),
      })},"body":${fields.text('body')}}`,
      strict: true,
    });
    return go(url.artifact(project, model, made.version, made.identifier));
  });
}

export async function deleteArtifactAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = addressIn(fields);
    await deleteArtifact(ctx, at);
    return go(
      at.version === null ? url.model(at.project, at.model) : url.version(at.project, at.model, at.version),
    );
  });
}

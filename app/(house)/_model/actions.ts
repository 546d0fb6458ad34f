'use server';

import { url } from '@/lib/core/urls';
import { deleteModel as removeModel } from '@/lib/models/delete-model';
import { deleteVersion as removeVersion } from '@/lib/models/delete-version';
import { moveModel as move } from '@/lib/models/move-model';
import { renameModel as rename } from '@/lib/models/rename-model';
import { renameVersion as renameOne } from '@/lib/models/rename-version';
import type { Fields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

const modelIn = (fields: Fields) => ({ project: fields.text('project'), model: fields.text('model') });
const versionIn = (fields: Fields) => ({ ...modelIn(fields), version: fields.text('version') });

export async function renameModel(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = modelIn(fields);
    const model = await rename(ctx, { ...at, name: fields.text('name') });
    return go(url.model(at.project, model.name));
  });
}

export async function moveModel(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const to = fields.text('to');
    const model = await move(ctx, { ...modelIn(fields), to });
    return go(url.model(to, model.name));
  });
}

export async function deleteModel(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = modelIn(fields);
    await removeModel(ctx, at);
    return go(url.models(at.project));
  });
}

export async function renameVersion(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = versionIn(fields);
    const version = await renameOne(ctx, { ...at, name: fields.text('name') });
    return go(url.version(at.project, at.model, version.name));
  });
}

export async function deleteVersion(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = versionIn(fields);
    await removeVersion(ctx, at);
    return go(url.model(at.project, at.model));
  });
}

'use server';

import { url } from '@/lib/core/urls';
import { deleteModel } from '@/lib/models/delete-model';
import { deleteVersion } from '@/lib/models/delete-version';
import { moveModel } from '@/lib/models/move-model';
import { renameModel } from '@/lib/models/rename-model';
import { renameVersion } from '@/lib/models/rename-version';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

const modelIn = (fields: FormFields) => ({ project: fields.text('project'), model: fields.text('model') });
const versionIn = (fields: FormFields) => ({ ...modelIn(fields), version: fields.text('version') });

export async function renameModelAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = modelIn(fields);
    const model = await renameModel(ctx, { ...at, name: fields.text('name') });
    return go(url.model(at.project, model.name));
  });
}

export async function moveModelAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const to = fields.text('to');
    const model = await moveModel(ctx, { ...modelIn(fields), to });
    return go(url.model(to, model.name));
  });
}

export async function deleteModelAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = modelIn(fields);
    await deleteModel(ctx, at);
    return go(url.models(at.project));
  });
}

export async function renameVersionAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = versionIn(fields);
    const version = await renameVersion(ctx, { ...at, name: fields.text('name') });
    return go(url.version(at.project, at.model, version.name));
  });
}

export async function deleteVersionAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = versionIn(fields);
    await deleteVersion(ctx, at);
    return go(url.model(at.project, at.model));
  });
}

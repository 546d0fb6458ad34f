'use server';

import { url } from '@/lib/core/urls';
import { createVersion } from '@/lib/models/create-version';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

export async function createVersionAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const at = { project: fields.text('project'), model: fields.text('model') };
    const version = await createVersion(ctx, { ...at, name: fields.text('name') });
    return go(url.version(at.project, at.model, version.name));
  });
}

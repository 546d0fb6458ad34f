'use server';

import { createEntry } from '@/lib/catalog/create-entry';
import { deleteEntry } from '@/lib/catalog/delete-entry';
import { editEntry } from '@/lib/catalog/edit-entry';
import type { EntryContent } from '@/lib/catalog/entry';
import { invalid } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import type { Fields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

const addressIn = (fields: Fields) => ({
  catalog: fields.text('catalog'),
  identifier: fields.text('identifier'),
});

function contentIn(fields: Fields): EntryContent {
  const code = fields.text('code');
  // Old clients may send none; here somebody has forgotten it.
  if (code.trim() === '') throw invalid([{ path: 'code', message: 'Code must not be empty.' }]);
  return {
    tags: fields.numbered('tags'),
    qualityAttribute: fields.text('qualityAttribute'),
    code,
    description: fields.text('description') || null,
    inputs: fields.text('inputs') || null,
    output: fields.text('output') || null,
  };
}

export async function createCatalogEntry(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { catalog, identifier } = await createEntry(ctx, { ...addressIn(fields), ...contentIn(fields) });
    return go(url.catalogEntry(catalog, identifier));
  });
}

/** Changes an entry for somebody who saw it as it was at `expectedUpdatedAt`. */
export async function editCatalogEntry(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const expectedUpdatedAt = new Date(fields.text('expectedUpdatedAt'));
    const { catalog, identifier } = await editEntry(ctx, {
      ...addressIn(fields),
      ...contentIn(fields),
      expectedUpdatedAt,
    });
    return go(url.catalogEntry(catalog, identifier));
  });
}

export async function deleteCatalogEntry(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { catalog } = await deleteEntry(ctx, addressIn(fields));
    return go(url.catalog({ catalog }));
  });
}

'use server';

import type { EntryContent } from '@/lib/catalog/catalog-entry';
import { createCatalogEntry } from '@/lib/catalog/create-catalog-entry';
import { deleteCatalogEntry } from '@/lib/catalog/delete-catalog-entry';
import { editCatalogEntry } from '@/lib/catalog/edit-catalog-entry';
import { invalid } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

const addressIn = (fields: FormFields) => ({
  catalog: fields.text('catalog'),
  identifier: fields.text('identifier'),
});

function contentIn(fields: FormFields): EntryContent {
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

export async function createCatalogEntryAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { catalog, identifier } = await createCatalogEntry(ctx, {
      ...addressIn(fields),
      ...contentIn(fields),
    });
    return go(url.catalogEntry(catalog, identifier));
  });
}

/** Changes an entry for somebody who saw it as it was at `expectedUpdatedAt`. */
export async function editCatalogEntryAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const expectedUpdatedAt = new Date(fields.text('expectedUpdatedAt'));
    const { catalog, identifier } = await editCatalogEntry(ctx, {
      ...addressIn(fields),
      ...contentIn(fields),
      expectedUpdatedAt,
    });
    return go(url.catalogEntry(catalog, identifier));
  });
}

export async function deleteCatalogEntryAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { catalog } = await deleteCatalogEntry(ctx, addressIn(fields));
    return go(url.catalog({ catalog }));
  });
}

import { createCatalogEntryAction } from '@/app/(dashboard)/catalog/actions';
import { EntryFields } from '@/app/(dashboard)/catalog/entry-fields';
import { catalogsForNew } from '@/app/(dashboard)/catalog/new-in';
import { catalogWords } from '@/app/(dashboard)/catalog/words';
import { SelectField, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import type { CatalogEntry } from '@/lib/catalog/catalog-entry';
import { readCatalogEntry } from '@/lib/catalog/read-catalog-entry';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';

export const metadata = { title: 'New catalog entry' };

const BLANK = {
  tags: [],
  qualityAttribute: '',
  code: '',
  description: null,
  inputs: null,
  output: null,
} as const;

export default async function NewEntryPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const { names, why } = await load(catalogsForNew(ctx));
  const original = await originalOf(ctx, query['from'], query['entry']);
  const catalog = names.find((name) => name === query['catalog']) ?? names[0] ?? '';
  return (
    <FormPage
      title={original === null ? 'New catalog entry' : `Copy of ${original.identifier}`}
      about={
        original === null
          ? 'Code that measures a model or judges a measurement, for suites to use.'
          : `It starts with the content of ${original.catalog}/${original.identifier}; afterwards the two are independent.`
      }
      why={why}
      wide
    >
      <Form action={createCatalogEntryAction} className="flex max-w-[820px] flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="identifier"
            label="Identifier"
            initial={original === null ? '' : nameOfCopy(original, catalog)}
            required
            autoFocus
            hint="Clients ask for the entry by it, so it cannot be changed later."
          />
          <SelectField
            name="catalog"
            label="Catalog"
            initial={catalog}
            options={names.map((name) => ({ value: name, label: name }))}
          />
        </div>
        <EntryFields words={await catalogWords(ctx)} entry={original ?? BLANK} />
        <div className="flex gap-2">
          <Submit>Add entry</Submit>
          <LinkButton href={url.catalog()}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}

/** The entry that the address asks a copy of, or null: then the form is blank. */
async function originalOf(
  ctx: Ctx,
  catalog: string | undefined,
  identifier: string | undefined,
): Promise<CatalogEntry | null> {
  if (catalog === undefined || identifier === undefined) return null;
  try {
    return await readCatalogEntry(ctx, { catalog, identifier });
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

/** In another catalog the name is free, as far as anybody knows. */
const nameOfCopy = ({ catalog, identifier }: CatalogEntry, into: string): string =>
  catalog === into ? `${identifier}-copy` : identifier;

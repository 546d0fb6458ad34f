import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { editCatalogEntry } from '../../../../actions';
import { EntryFields } from '../../../../entry-fields';
import { EntryGone } from '../../../../gone';
import { type EntryParams, openEntry } from '../../../../open';
import { whyNotEntry } from '../../../../why';
import { catalogWords } from '../../../../words';

export const metadata = { title: 'Edit catalog entry' };

export default async function EditEntryPage({ params }: { params: EntryParams }) {
  const { ctx, at, found } = await openEntry(params);
  if (found.value === null) return <EntryGone at={at} gone={found.gone} />;
  const { catalog, identifier, updatedAt } = found.value;
  return (
    <FormPage
      title={`Edit ${identifier}`}
      about="Suites that took this code keep what they took. The identifier is what clients ask for, and stays."
      why={await whyNotEntry(ctx, found.value, 'update')}
      wide
    >
      <Form action={editCatalogEntry} className="flex max-w-[820px] flex-col gap-4">
        <input type="hidden" name="catalog" value={catalog} />
        <input type="hidden" name="identifier" value={identifier} />
        <input type="hidden" name="expectedUpdatedAt" value={updatedAt.toISOString()} />
        <EntryFields words={await catalogWords(ctx)} entry={found.value} />
        <div className="flex gap-2">
          <Submit>Save entry</Submit>
          <LinkButton href={url.catalogEntry(catalog, identifier)}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}

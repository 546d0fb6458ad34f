import { editCatalogEntryAction } from '@/app/(dashboard)/catalog/actions';
import { EntryFields } from '@/app/(dashboard)/catalog/entry-fields';
import { EntryGone } from '@/app/(dashboard)/catalog/gone';
import { type EntryParams, openEntry } from '@/app/(dashboard)/catalog/open';
import { whyNotEntry } from '@/app/(dashboard)/catalog/why';
import { catalogWords } from '@/app/(dashboard)/catalog/words';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';

export const metadata = { title: 'Edit catalog entry' };

export default async function EditEntryPage({ params }: { params: EntryParams }) {
  const { ctx, at, found } = await openEntry(params);
  if (found.value === null) return <EntryGone at={at} absence={found.absence} />;
  const { catalog, identifier, updatedAt } = found.value;
  return (
    <FormPage
      title={`Edit ${identifier}`}
      about="Suites that took this code keep what they took. The identifier is what clients ask for, and stays."
      why={await whyNotEntry(ctx, found.value, 'update')}
      wide
    >
      <Form action={editCatalogEntryAction} className="flex max-w-[820px] flex-col gap-4">
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

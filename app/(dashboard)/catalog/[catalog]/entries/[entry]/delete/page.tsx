import { deleteCatalogEntryAction } from '@/app/(dashboard)/catalog/actions';
import { EntryGone } from '@/app/(dashboard)/catalog/gone';
import { type EntryParams, openEntry } from '@/app/(dashboard)/catalog/open';
import { whyNotEntry } from '@/app/(dashboard)/catalog/why';
import { DeletionPage } from '@/components/forms/deletion-page';
import { url } from '@/lib/core/urls';

export const metadata = { title: 'Delete catalog entry' };

export default async function DeleteEntryPage({ params }: { params: EntryParams }) {
  const { ctx, at, found } = await openEntry(params);
  if (found.value === null) return <EntryGone at={at} absence={found.absence} />;
  const { catalog, identifier, code } = found.value;
  const lines = code.replace(/\n$/, '').split('\n').length;
  return (
    <DeletionPage
      title={`Delete ${identifier}?`}
      about={
        <>
          It goes from the catalog <b className="font-medium text-ink">{catalog}</b>, from every list and from
          the Python clients, with its {lines === 1 ? 'one line' : `${lines.toLocaleString('en')} lines`} of
          code. Test suites that took it keep what they took. The identifier is free again, and what gets it
          next inherits nothing.
        </>
      }
      why={await whyNotEntry(ctx, found.value, 'delete')}
      action={deleteCatalogEntryAction}
      at={{ catalog, identifier }}
      name={identifier}
      back={url.catalogEntry(catalog, identifier)}
    />
  );
}

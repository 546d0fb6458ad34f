import { deleteEntryAction } from '@/app/(dashboard)/lists/actions';
import { DeletionPage } from '@/components/forms/deletion-page';
import { Nothing } from '@/components/ui/nothing';
import { countBearers } from '@/lib/catalog/count-bearers';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import type { CustomList, ListEntry } from '@/lib/lists/list';
import { needOfList } from '@/lib/lists/list';
import { readList } from '@/lib/lists/read-list';
import { readListEntry } from '@/lib/lists/read-list-entry';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'Delete entry' };

interface PageProps {
  readonly params: Promise<{ list: string; entry: string }>;
}

export default async function DeleteEntryPage({ params }: PageProps) {
  const ctx = await signedInCtx();
  const at = await names(params);
  const { value: entry } = await find(readListEntry(ctx, { list: at.list, name: at.entry }));
  if (entry === null) return <Nothing />;
  const why = await whyNot(ctx, needOfList('delete', entry.list));
  const below = await entriesBelow(ctx, entry);
  const bearers = await countBearers(ctx, entry);
  return (
    <DeletionPage
      title={`Delete ${entry.name}?`}
      about={
        <>
          Deletes the entry
          {below > 0 && (
            <>
              {' '}
              with{' '}
              <b className="font-medium text-ink">
                {below} quality {below === 1 ? 'attribute' : 'attributes'}
              </b>
            </>
          )}
          . What uses it keeps the word, but {USERS[entry.list]} cannot be written again until the word is
          there.
          {bearers > 0 && (
            <>
              {' '}
              <b className="font-medium text-ink">
                {bearers.toLocaleString('en')} catalog {bearers === 1 ? 'entry bears' : 'entries bear'}
              </b>{' '}
              it.
            </>
          )}
        </>
      }
      why={why}
      action={deleteEntryAction}
      at={{ list: entry.list, name: entry.name }}
      name={entry.name}
      back={url.list(entry.list)}
    />
  );
}

/** What can use a word, by its list. */
const USERS: Readonly<Record<CustomList, string>> = {
  classification: 'a card that does',
  problem_types: 'a card that does',
  qa_categories: 'a card that does',
  tags: 'a catalog entry that does',
  quality_attributes: 'a card or a catalog entry that does',
};

/** Quality attributes that go with a category. */
async function entriesBelow(ctx: Ctx, entry: ListEntry): Promise<number> {
  if (entry.list !== 'qa_categories') return 0;
  const { entries } = await readList(ctx, { list: 'quality_attributes' });
  return entries.filter(({ parent }) => parent === entry.name).length;
}

import type { Metadata } from 'next';
import { Rows } from '@/components/lists/list';
import { RowLink } from '@/components/lists/table';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { listLists } from '@/lib/lists/list-lists';
import { load } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { LIST_WORDS } from './words';

export const metadata: Metadata = { title: 'Lists' };

export default async function ListsPage() {
  const lists = await load(listLists(await signedInCtx()));
  return (
    <>
      <PageHead
        title="Lists"
        under="The entries that forms of cards, scenarios and catalogs offer. Clients read them, too."
      />
      <Rows
        label="Lists"
        items={lists}
        keyOf={({ name }) => name}
        columns={[
          {
            label: 'List',
            cell: ({ name }) => (
              <>
                <RowLink href={url.list(name)}>{LIST_WORDS[name].title}</RowLink>
                <span className="block text-ink-3">{LIST_WORDS[name].about}</span>
              </>
            ),
          },
          {
            label: 'Address',
            hide: 'narrow',
            cell: ({ name }) => <code className="text-ink-2">{name}</code>,
          },
          { label: 'Entries', numeric: true, dim: true, cell: ({ entries }) => entries },
        ]}
      />
    </>
  );
}

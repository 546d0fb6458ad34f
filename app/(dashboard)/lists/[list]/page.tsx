import type { Metadata } from 'next';
import { LIST_WORDS } from '@/app/(dashboard)/lists/words';
import { ActionLink } from '@/components/access/action-link';
import { List } from '@/components/lists/list';
import { RowLink } from '@/components/lists/table';
import { Nothing } from '@/components/ui/nothing';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { url } from '@/lib/core/urls';
import type { ListEntry } from '@/lib/lists/list';
import { needOfList } from '@/lib/lists/list';
import { readList } from '@/lib/lists/read-list';
import { listStateOf } from '@/lib/next/lists/list-state';
import { find, names, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';

interface PageProps {
  readonly params: Promise<{ list: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${(await params).list} · Lists` };
}

export default async function ListPage({ params, searchParams }: PageProps) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const { value: list } = await find(readList(ctx, await names(params)));
  if (list === null) return <Nothing />;
  const entries = listStateOf(url.list(list.name), query, { sorts: ['name'], filters: { parent: null } });
  const shown = list.entries.filter(
    ({ name, description, parent }) =>
      `${name}\n${description}`.toLowerCase().includes(entries.search.toLowerCase()) &&
      (entries.filter.parent === undefined || parent === entries.filter.parent),
  );
  const parents = [...new Set(list.entries.map(({ parent }) => parent ?? ''))]
    .filter((name) => name !== '')
    .sort();
  const why = await whyNot(ctx, needOfList('create', list.name));
  const hasParent = list.parent !== null;
  return (
    <>
      <PageHead
        title={LIST_WORDS[list.name].title}
        under={LIST_WORDS[list.name].about}
        actions={<ActionLink label="New entry" href={url.newListEntry(list.name)} why={why} hotkey="c" />}
      />
      <List
        list={entries}
        page={{ items: shown, count: list.entries.length, next: null, previous: null }}
        label={LIST_WORDS[list.name].title}
        noun={['entry', 'entries']}
        search="Search entries"
        choices={
          hasParent
            ? [
                {
                  name: 'parent',
                  label: 'category',
                  options: parents.map((name) => ({ value: name, label: name })),
                },
              ]
            : []
        }
        keyOf={(entry) => entry.id}
        columns={[
          {
            label: 'Entry',
            cell: ({ name, description }) => (
              <>
                <RowLink href={url.listEntry(list.name, name, 'edit')}>{name}</RowLink>
                <span className="block text-ink-3 md:hidden">{description}</span>
              </>
            ),
          },
          ...(hasParent ? [{ label: 'Category', dim: true, cell: (entry: ListEntry) => entry.parent }] : []),
          { label: 'Description', hide: 'medium', dim: true, cell: (entry) => entry.description },
          {
            label: 'Changed',
            numeric: true,
            hide: 'narrow',
            dim: true,
            cell: (entry) => <RelativeTime at={entry.updatedAt} now={ctx.now} />,
          },
        ]}
        empty={<p className="border-t border-rule py-6 text-ink-2">No entries yet.</p>}
      />
    </>
  );
}

import type { Metadata } from 'next';
import { NoMatch } from '@/components/lists/empty';
import { FilterBar } from '@/components/lists/filter-bar';
import { Pager } from '@/components/lists/pager';
import { Cell, type Column, Row, RowLink, Table } from '@/components/lists/table';
import { ActionLink } from '@/components/ui/action-link';
import { Nothing } from '@/components/ui/nothing';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { url } from '@/lib/core/urls';
import { readList } from '@/lib/lists/read-list';
import { searchOf } from '@/lib/next/list-address';
import { find, names, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { LIST_WORDS } from '../words';

interface PageProps {
  readonly params: Promise<{ list: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${(await names(params)).list} · Lists` };
}

export default async function ListPage({ params, searchParams }: PageProps) {
  const [ctx, asked] = [await signedInCtx(), await oneEach(searchParams)];
  const { value: list } = await find(readList(ctx, await names(params)));
  if (list === null) return <Nothing />;
  const search = searchOf(asked['q']).search ?? '';
  const category = asked['parent'] ?? '';
  const shown = list.entries.filter(
    ({ name, description, parent }) =>
      `${name}\n${description}`.toLowerCase().includes(search.toLowerCase()) &&
      (category === '' || parent === category),
  );
  const parents = [...new Set(list.entries.map(({ parent }) => parent ?? ''))]
    .filter((name) => name !== '')
    .sort();
  const why = await whyNot(ctx, { operation: 'custom_list', type: 'create', projectId: null });
  const hasParent = list.parent !== null;
  const columns: Column[] = [
    { label: 'Entry' },
    ...(hasParent ? [{ label: 'Category' }] : []),
    { label: 'Description', hide: 'medium' },
    { label: 'Changed', numeric: true, hide: 'narrow' },
  ];
  return (
    <>
      <PageHead
        title={LIST_WORDS[list.name].title}
        under={LIST_WORDS[list.name].about}
        actions={<ActionLink label="New entry" href={url.newListEntry(list.name)} why={why} hotkey="c" />}
      />
      <FilterBar
        action={url.list(list.name)}
        search={search}
        placeholder="Search entries"
        choices={
          hasParent
            ? [
                {
                  name: 'parent',
                  label: 'category',
                  value: category,
                  options: [
                    { value: '', label: 'all' },
                    ...parents.map((name) => ({ value: name, label: name })),
                  ],
                },
              ]
            : []
        }
      />
      {shown.length === 0 ? (
        <NoMatch clearHref={url.list(list.name)} noun="entries" />
      ) : (
        <>
          <Table label={LIST_WORDS[list.name].title} columns={columns}>
            {shown.map((entry) => (
              <Row key={entry.id}>
                <Cell>
                  <RowLink href={url.listEntry(list.name, entry.name, 'edit')}>{entry.name}</RowLink>
                  <span className="block text-ink-3 md:hidden">{entry.description}</span>
                </Cell>
                {hasParent && <Cell dim>{entry.parent}</Cell>}
                <Cell hide="medium" dim>
                  {entry.description}
                </Cell>
                <Cell numeric hide="narrow" dim>
                  <RelativeTime at={entry.updatedAt} now={ctx.now} />
                </Cell>
              </Row>
            ))}
          </Table>
          <Pager
            shown={shown.length}
            count={list.entries.length}
            noun={['entry', 'entries']}
            nextHref={null}
            previousHref={null}
          />
        </>
      )}
    </>
  );
}

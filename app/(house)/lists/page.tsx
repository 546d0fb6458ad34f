import type { Metadata } from 'next';
import { Cell, Row, RowLink, Table } from '@/components/lists/table';
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
        under="The words that cards, scenarios and catalogs may use. Clients read them, too."
      />
      <Table
        label="Lists"
        columns={[
          { label: 'List' },
          { label: 'Address', hide: 'narrow' },
          { label: 'Entries', numeric: true },
        ]}
      >
        {lists.map(({ name, entries }) => (
          <Row key={name}>
            <Cell>
              <RowLink href={url.list(name)}>{LIST_WORDS[name].title}</RowLink>
              <span className="block text-ink-3">{LIST_WORDS[name].about}</span>
            </Cell>
            <Cell hide="narrow">
              <code className="text-ink-2">{name}</code>
            </Cell>
            <Cell numeric dim>
              {entries}
            </Cell>
          </Row>
        ))}
      </Table>
    </>
  );
}

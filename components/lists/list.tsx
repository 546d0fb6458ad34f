import type { ReactNode } from 'react';
import type { ListState } from '@/lib/next/lists/list-state';
import { NoMatch } from './empty';
import { FilterBar, type FilterChoice } from './filter-bar';
import { Pager } from './pager';
import { Cell, type Column, Row, Table } from './table';
import { UnknownWords } from './unknown-words';

/** One column of a list: its heading, what stands in it, and how the list is ordered by it. */
export interface ListColumn<T> extends Omit<Column, 'sortHref' | 'sorted'> {
  readonly cell: (item: T) => ReactNode;
  readonly dim?: boolean;
  /** The word of `sort` that orders by it, and which way that goes. */
  readonly sort?: readonly [word: string, direction: 'ascending' | 'descending'];
}

interface RowsProps<T> {
  readonly label: string;
  readonly columns: readonly ListColumn<T>[];
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string | number;
  /** Makes headings that order into links. */
  readonly order?: Pick<ListState, 'sort' | 'sorted'>;
}

/** Things in rows under headings. */
export function Rows<T>({ label, columns, items, keyOf, order }: RowsProps<T>) {
  const headings = columns.map(({ sort, ...column }): Column => {
    if (sort === undefined || order === undefined) return column;
    const sortHref = order.sorted(sort[0]);
    return { ...column, sortHref, ...(order.sort === sort[0] && { sorted: sort[1] }) };
  });
  return (
    <Table label={label} columns={headings}>
      {items.map((item) => (
        <Row key={keyOf(item)}>
          {columns.map(({ cell, ...column }) => (
            <Cell key={column.label} {...column}>
              {cell(item)}
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  );
}

interface ListProps<T> extends Omit<RowsProps<T>, 'items' | 'order'> {
  /** What the address asks. */
  readonly list: ListState;
  readonly page: {
    readonly items: readonly T[];
    readonly count: number | '10,000+';
    readonly next: string | null;
    readonly previous: string | null;
  };
  /** Singular and plural of what is listed. */
  readonly noun: readonly [one: string, many: string];
  /** Says what the search looks in; without it there is no search and no filter. */
  readonly search?: string | undefined;
  readonly choices?: readonly FilterChoice[];
  /** Stands in place of search and choices where a list has filters of its own. */
  readonly filters?: ReactNode;
  /** Stands in for all of it while there is nothing at all. */
  readonly empty?: ReactNode;
}

/** A list as its page shows it: search and filters, rows, how many there are, and the pages around. */
export function List<T>({ list, page, noun, search, choices, filters, empty = null, ...rows }: ListProps<T>) {
  if (page.items.length === 0 && !list.isFiltered) return empty;
  return (
    <>
      {filters ?? (search !== undefined && <FilterBar list={list} placeholder={search} choices={choices} />)}
      <UnknownWords list={list} />
      {page.items.length === 0 ? (
        <NoMatch clearHref={list.path} noun={noun[1]} />
      ) : (
        <>
          <Rows {...rows} items={page.items} order={list} />
          <Pager
            shown={page.items.length}
            count={page.count}
            noun={noun}
            nextHref={list.page(page.next)}
            previousHref={list.page(page.previous)}
          />
        </>
      )}
    </>
  );
}

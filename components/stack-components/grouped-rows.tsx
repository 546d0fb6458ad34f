import type { ReactNode } from 'react';
import type { ListColumn } from '../lists/list';
import { Cell, Row, Table } from '../lists/table';

interface Group<T> {
  readonly key: string;
  readonly heading: ReactNode;
  readonly items: readonly T[];
  /** Below the last row: the way to more. */
  readonly more?: ReactNode;
}

interface GroupedRowsProps<T> {
  readonly label: string;
  readonly columns: readonly ListColumn<T>[];
  readonly groups: readonly Group<T>[];
  readonly keyOf: (item: T) => string;
}

/** Things of several kinds in one table: the headings of its columns stand there once, each kind under its own. */
export function GroupedRows<T>({ label, columns, groups, keyOf }: GroupedRowsProps<T>) {
  return (
    <Table label={label} columns={columns.map(({ sort: _, ...column }) => column)}>
      {groups.flatMap(({ key, heading, items, more }) => [
        <tr key={key}>
          <th
            scope="colgroup"
            colSpan={columns.length}
            className="border-b border-rule pt-5 pb-1.5 text-left"
          >
            {heading}
          </th>
        </tr>,
        ...items.map((item) => (
          <Row key={`${key} ${keyOf(item)}`}>
            {columns.map(({ cell, sort: _, ...column }) => (
              <Cell key={column.label} {...column}>
                {cell(item)}
              </Cell>
            ))}
          </Row>
        )),
        ...(more === undefined
          ? []
          : [
              <tr key={`${key} more`}>
                <td colSpan={columns.length} className="py-2">
                  {more}
                </td>
              </tr>,
            ]),
      ])}
    </Table>
  );
}

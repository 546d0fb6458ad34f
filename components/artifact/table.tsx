import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly head: string;
  /** Null and '' are empty; a column whose cells are all empty is left out. */
  readonly cell: (row: Row) => ReactNode;
  /** Share of the width, such as `w-1/4`. */
  readonly width?: string;
  readonly isNumeric?: boolean;
}

interface TableProps<Row> {
  /** What the table holds, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId?: (row: Row) => string;
}

const isEmpty = (node: ReactNode): boolean =>
  node === null || node === undefined || node === '' || node === false;

/** Rows under one-pixel rules. Below 640 px each row becomes a block whose cells carry their heads. */
export function Table<Row>({ label, columns, rows, rowId }: TableProps<Row>) {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const used = columns
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => cells.some((row) => !isEmpty(row[index])));
  const align = (column: Column<Row>) =>
    column.isNumeric === true ? 'sm:text-right sm:pr-0 sm:pl-4' : 'sm:pr-4';
  return (
    <table className="w-full border-collapse max-sm:block">
      <caption className="sr-only">{label}</caption>
      <thead className="max-sm:hidden">
        <tr>
          {used.map(({ column }) => (
            <th
              key={column.head}
              scope="col"
              className={`border-b py-1.5 text-left text-xs font-medium text-ink-3 ${align(column)} ${column.width ?? ''}`}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row, at) => {
          const id = rowId?.(row);
          return (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a stored document neither move nor change
              key={at}
              id={id}
              className="scroll-mt-4 break-inside-avoid target:bg-panel target:shadow-[-8px_0_0_var(--panel),8px_0_0_var(--panel)] max-sm:block max-sm:border-b max-sm:py-2"
            >
              {used.map(({ column, index }) => (
                <td
                  key={column.head}
                  data-head={column.head}
                  className={`align-top [overflow-wrap:anywhere] sm:border-b sm:py-[7px] ${align(column)} max-sm:block max-sm:empty:hidden max-sm:not-first:mt-1.5 max-sm:first:before:hidden max-sm:before:block max-sm:before:text-xs max-sm:before:text-ink-3 max-sm:before:content-[attr(data-head)]`}
                >
                  {cells[at]?.[index]}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

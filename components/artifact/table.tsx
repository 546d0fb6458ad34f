import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly head: string;
  /** Null and '' are empty; a column whose cells are all empty is left out. */
  readonly cell: (row: Row) => ReactNode;
  /** Share of the width, such as `w-1/4`. */
  readonly width?: string;
  readonly isNumeric?: boolean;
  /** What the row is called: says so by itself where the others stand below it with their heads. */
  readonly isTitle?: boolean;
}

interface TableProps<Row> {
  /** What the table holds, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId?: (row: Row) => string;
  /** False for few short columns, which fit a phone as they are. */
  readonly isStacked?: boolean;
}

const isEmpty = (node: ReactNode): boolean =>
  node === null || node === undefined || node === '' || node === false;

const CELLS = '[&>tr>td]:align-top [&>tr>td]:[overflow-wrap:anywhere]';
const ROWS =
  '[&>tr]:scroll-mt-4 [&>tr]:break-inside-avoid [&>tr]:target:bg-panel [&>tr]:target:shadow-[-8px_0_0_var(--panel),8px_0_0_var(--panel)]';
/** Cells and rows take their classes from the body: said once, not a thousand times. */
const STACKED = {
  table: 'max-sm:block',
  head: 'max-sm:hidden',
  body:
    'max-sm:block max-sm:[&>tr]:block max-sm:[&>tr]:border-b max-sm:[&>tr]:py-2 sm:[&>tr>td]:border-b sm:[&>tr>td]:py-[7px] ' +
    'sm:[&>tr>td]:pr-4 max-sm:[&>tr>td]:block max-sm:[&>tr>td]:empty:hidden max-sm:[&>tr>td+td]:mt-1.5 max-sm:[&>tr>td]:before:block ' +
    'max-sm:[&>tr>td]:before:text-xs max-sm:[&>tr>td]:before:text-ink-3 max-sm:[&>tr>td]:before:content-[attr(data-head)]',
  numeric: 'sm:pr-0! sm:pl-4! sm:text-right',
};
const FLAT = {
  table: '',
  head: '',
  body: '[&>tr>td]:border-b [&>tr>td]:py-[7px] [&>tr>td]:pr-4',
  numeric: 'pr-0! pl-4! text-right',
};

/** Rows under one-pixel rules. */
export function Table<Row>({ label, columns, rows, rowId, isStacked = true }: TableProps<Row>) {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const used = columns
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => cells.some((row) => !isEmpty(row[index])));
  const look = isStacked ? STACKED : FLAT;
  const numeric = (column: Column<Row>) => (column.isNumeric === true ? look.numeric : undefined);
  return (
    <table className={`w-full border-collapse ${look.table}`}>
      <caption className="sr-only">{label}</caption>
      <thead className={look.head}>
        <tr>
          {used.map(({ column, index }) => (
            <th
              key={index}
              scope="col"
              className={`border-b py-1.5 pr-4 text-xs font-medium text-ink-3 ${numeric(column) ?? 'text-left'} ${column.width ?? ''}`}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={`${ROWS} ${CELLS} ${look.body}`}>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a stored document neither move nor change
          <tr key={at} id={rowId?.(row)}>
            {used.map(({ column, index }) => (
              <td
                key={index}
                data-head={isStacked && column.isTitle !== true ? column.head : undefined}
                className={numeric(column)}
              >
                {cells[at]?.[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

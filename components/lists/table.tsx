import type { ReactNode } from 'react';

export interface Column {
  readonly label: string;
  /** Address of the list ordered by this column; absent where it cannot be. */
  readonly sortHref?: string;
  /** How the list is ordered by this column now. */
  readonly sorted?: 'ascending' | 'descending';
  readonly numeric?: boolean;
  /** Left out below this width, where another column says enough. */
  readonly hide?: 'narrow' | 'medium' | 'wide';
  /** Share of the width, for tables that stand one below the other: `40%`. */
  readonly width?: string;
}

const HIDE = { narrow: 'max-sm:hidden', medium: 'max-md:hidden', wide: 'max-xl:hidden' } as const;
const cellClass = ({ numeric = false, hide }: Pick<Column, 'numeric' | 'hide'>): string =>
  `${numeric ? 'text-right' : 'text-left'} ${hide === undefined ? '' : HIDE[hide]}`;

interface TableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly children: ReactNode;
}

/**
 * Rows under headings; a heading that orders is a link, so any order has an address. Cells break long names anywhere,
 * which leaves a column without a least width of its own: its heading has one.
 */
export function Table({ label, columns, children }: TableProps) {
  return (
    <table className="w-full border-collapse" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.label}
              scope="col"
              aria-sort={column.sorted}
              style={column.width === undefined ? undefined : { width: column.width }}
              className={`border-b sm:min-w-22 border-rule py-1.5 pr-4 text-xs font-medium whitespace-nowrap text-ink-3 sm:first:min-w-36 last:pr-0 ${cellClass(column)}`}
            >
              {column.sortHref === undefined ? (
                column.label
              ) : (
                <a
                  href={column.sortHref}
                  data-keep-scroll=""
                  className="-mx-1 rounded-sm px-1 hover:text-ink hover:no-underline"
                >
                  {column.label}
                  {column.sorted !== undefined && (
                    <span aria-hidden="true">{column.sorted === 'ascending' ? ' ↑' : ' ↓'}</span>
                  )}
                </a>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** One row; j, k and Enter move over rows that have a link. */
export function Row({ children }: { children: ReactNode }) {
  return (
    <tr data-row="" className="relative hover:bg-[color-mix(in_srgb,var(--panel)_60%,transparent)]">
      {children}
    </tr>
  );
}

interface CellProps extends Pick<Column, 'numeric' | 'hide'> {
  readonly children: ReactNode;
  readonly dim?: boolean;
}

export function Cell({ children, dim = false, ...column }: CellProps) {
  return (
    <td
      className={`border-b border-rule py-[7px] pr-4 align-top [overflow-wrap:anywhere] last:pr-0 ${dim ? 'text-ink-2' : ''} ${cellClass(column)}`}
    >
      {children}
    </td>
  );
}

/** The row's one link, which reaches over the whole row. `code` for ids and versions. */
export function RowLink({
  href,
  children,
  code = false,
}: {
  href: string;
  children: ReactNode;
  code?: boolean;
}) {
  return (
    <a href={href} className={`after:absolute after:inset-0 ${code ? 'font-mono text-xs/5' : 'font-medium'}`}>
      {children}
    </a>
  );
}

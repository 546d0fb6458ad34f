import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** Where a page of a list begins: after (or, backward, before) the row whose sort values these are, the id last. */
export interface Keyset {
  readonly backward: boolean;
  readonly at: readonly string[];
}

/** Lists count exactly up to here and say `10,000+` above. */
export const COUNT_CAP = 10_000;

/** One sort column; `instant` ones travel as ISO text with milliseconds, which is all that the columns hold. */
export interface SortColumn {
  readonly column: SQLWrapper;
  readonly type: 'text' | 'instant' | 'id';
}

/** What to add to `where`, and the `order by`, of one page. All columns of a sort go the same way. */
export function keysetPage(
  columns: readonly SortColumn[],
  descending: boolean,
  keyset: Keyset | null,
): { readonly where: SQL; readonly orderBy: SQL } {
  const down = descending !== (keyset?.backward ?? false);
  const orderBy = sql.join(
    columns.map(({ column }) => (down ? sql`${column} desc` : sql`${column} asc`)),
    sql`, `,
  );
  if (keyset === null) return { where: sql`true`, orderBy };
  const left = sql.join(
    columns.map(({ column }) => sql`${column}`),
    sql`, `,
  );
  const right = sql.join(
    columns.map(({ type }, n) => literal(keyset.at[n] ?? '', type)),
    sql`, `,
  );
  return { where: down ? sql`(${left}) < (${right})` : sql`(${left}) > (${right})`, orderBy };
}

function literal(value: string, type: SortColumn['type']): SQL {
  if (type === 'id') return sql`${value}::uuid`;
  return type === 'instant' ? sql`${value}::timestamptz` : sql`${value}::text`;
}

/**
 * Text from outside as a parameter of a lookup: the database takes no NUL (22021), and no name or stored text holds
 * U+0001, so what is looked up stays unfound.
 */
export const findable = (text: string): string => text.replaceAll('\0', '\u0001');

/** A LIKE pattern that finds `text` anywhere, its own wildcards taken literally (escape character `\`). */
export function containing(text: string): string {
  return `%${findable(text).replace(/[\\%_]/g, '\\$&')}%`;
}

import { type SQL, sql } from 'drizzle-orm';

/** The search language of old clients, parsed. `P` are the text properties of what is searched. */
export type Filter<P extends string> = FilterLeaf<P> | FilterBranch<P>;

/** The part of a filter that asks something of an item itself. */
export type FilterLeaf<P extends string> =
  | { readonly kind: 'identifier'; readonly id: string }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'tag'; readonly part: string }
  | { readonly kind: 'property'; readonly name: P; readonly part: string };

interface FilterAll {
  readonly kind: 'all' | 'none';
}

type FilterBranch<P extends string> =
  | FilterAll
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter<P>[] };

/** The predicate of a filter; `leaf` knows the columns. An empty `and` is true, an empty `or` false. */
export function filterSql<P extends string>(filter: Filter<P>, leaf: (leaf: FilterLeaf<P>) => SQL): SQL {
  switch (filter.kind) {
    case 'all':
      return sql`true`;
    case 'none':
      return sql`false`;
    case 'and':
    case 'or': {
      if (filter.filters.length === 0) return filter.kind === 'and' ? sql`true` : sql`false`;
      const word = filter.kind === 'and' ? sql` and ` : sql` or `;
      return sql`(${sql.join(
        filter.filters.map((inner) => filterSql(inner, leaf)),
        word,
      )})`;
    }
    default:
      return leaf(filter);
  }
}

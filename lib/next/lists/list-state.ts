import { queryText } from '@/lib/core/urls';

/** Words that a filter takes, or null where it takes any text. */
type Filters = Readonly<Record<string, readonly string[] | null>>;
type Word<W> = W extends readonly (infer T)[] ? T : string;

interface Offered<S extends string, F extends Filters> {
  /** Words of `sort`, the default first. */
  readonly sorts: readonly [S, ...S[]];
  readonly filters?: F;
}

/** A word in a list's address that the filter, or the order, of that name does not have. */
export interface UnknownWord {
  readonly name: string;
  /** At most 100 characters of it. */
  readonly value: string;
  readonly known: readonly string[];
}

/** What an address asks of a list, and the addresses of its other orders and pages. */
export interface ListState<S extends string = string, F extends Filters = Filters> {
  /** The list's own address, without parameters. */
  readonly path: string;
  readonly sort: S;
  readonly isDefaultOrder: boolean;
  /** What is searched for, or `''`. */
  readonly search: string;
  readonly filter: { readonly [K in keyof F]?: Word<F[K]> };
  /** What is asked and counts as absent, for the page to say so. */
  readonly unknown: readonly UnknownWord[];
  /** Whether anything is asked that could leave rows out. */
  readonly isFiltered: boolean;
  /** All of it, as verbs take it. */
  readonly input: { readonly sort: S; readonly search?: string; readonly after?: string } & {
    readonly [K in keyof F]?: Word<F[K]>;
  };
  /** The list in another order, from its first page on. */
  readonly sorted: (sort: string) => string;
  /** The page that begins at a cursor. */
  readonly page: (cursor: string | null) => string | null;
}

/** Reads a list's parameters; what it does not offer counts as absent, and is told: an address may hold anything. */
export function listStateOf<S extends string, F extends Filters = Record<never, never>>(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  offered: Offered<S, F>,
): ListState<S, F> {
  const sort = offered.sorts.find((word) => word === query['sort']) ?? offered.sorts[0];
  const isDefaultOrder = sort === offered.sorts[0];
  // No name is longer than this.
  const search = query['q']?.trim().slice(0, 100) ?? '';
  const chosen = Object.entries(offered.filters ?? {}).flatMap(([name, words]) => {
    const word = query[name]?.trim();
    const known = words === null ? word !== '' : words.includes(word ?? '');
    return word !== undefined && known ? [[name, word]] : [];
  });
  const words: Filters = { ...offered.filters, sort: offered.sorts };
  const unknown = Object.entries(words).flatMap(([name, known]) => {
    const value = query[name]?.trim() ?? '';
    return value === '' || known === null || known.includes(value)
      ? []
      : [{ name, value: value.slice(0, 100), known }];
  });
  const filter = Object.fromEntries(chosen) as ListState<S, F>['filter'];
  const kept = { q: search === '' ? undefined : search, ...filter };
  return {
    path,
    sort,
    isDefaultOrder,
    search,
    filter,
    unknown,
    isFiltered: search !== '' || chosen.length > 0,
    input: {
      ...filter,
      sort,
      ...(search !== '' && { search }),
      ...(query['after'] && { after: query['after'] }),
    },
    sorted: (word) => `${path}${queryText({ ...kept, sort: word })}`,
    page: (cursor) =>
      cursor === null
        ? null
        : `${path}${queryText({ ...kept, sort: isDefaultOrder ? undefined : sort, after: cursor })}`,
  };
}

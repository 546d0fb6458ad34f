import type { Filter } from '@/db/queries/filter';
import { invalid } from './domain-error';

/** Filters inside filters, and filters in all: bounds of what one search may ask. */
const LIMITS = { depth: 32, filters: 1_000 } as const;

/** What a search may look into. */
export interface Searched<P extends string> {
  readonly properties: readonly P[];
  /** Properties that hold tags; null where a `tag` of any name is understood and finds nothing. */
  readonly tags: readonly string[] | null;
}

/**
 * Reads a client's query `{"filter": {"type": …}}`. `{}` and `{"filter": {}}` find everything; `property` and `tag`
 * look for a part, in any case. `invalid` names the filter that is wrong and where it stands.
 */
export function parseFilter<P extends string>(query: unknown, searched: Searched<P>): Filter<P> {
  if (!isRecord(query)) throw wrong('query', 'must be an object', query);
  const filter = Object.hasOwn(query, 'filter') ? query['filter'] : undefined;
  if (filter === undefined) return { kind: 'all' };
  return parse(filter, 'filter', 1, { left: LIMITS.filters }, searched);
}

function parse<P extends string>(
  filter: unknown,
  path: string,
  depth: number,
  budget: { left: number },
  searched: Searched<P>,
): Filter<P> {
  if (!isRecord(filter)) throw wrong(path, 'must be an object', filter);
  if (depth > LIMITS.depth) throw wrong(path, `nests deeper than ${LIMITS.depth} levels`, undefined);
  budget.left -= 1;
  if (budget.left < 0) throw wrong(path, `is one of more than ${LIMITS.filters} filters`, undefined);
  const text = (name: string): string => {
    const value = filter[name];
    if (typeof value !== 'string') throw wrong(`${path}.${name}`, 'must be text', value);
    return value;
  };
  const oneOf = <W extends string>(words: readonly W[]): W => {
    const name = text('name');
    const known = words.find((word) => word === name);
    if (known === undefined) throw wrong(`${path}.name`, `must be one of ${words.join(', ')}`, name);
    return known;
  };
  const type = Object.hasOwn(filter, 'type') ? filter['type'] : 'all';
  switch (type) {
    case 'all':
    case 'none':
      return { kind: type };
    case 'identifier':
      return { kind: 'identifier', id: text('id') };
    case 'type':
      return { kind: 'type', type: text('item_type') };
    case 'tag':
      if (searched.tags === null) text('name');
      else oneOf(searched.tags);
      return { kind: 'tag', part: text('tag') };
    case 'property':
      return { kind: 'property', name: oneOf(searched.properties), part: text('property') };
    case 'and':
    case 'or': {
      const filters = filter['filters'];
      if (!Array.isArray(filters)) throw wrong(`${path}.filters`, 'must be a list of filters', filters);
      const parsed = filters.map((inner: unknown, n) =>
        parse(inner, `${path}.filters.${n}`, depth + 1, budget, searched),
      );
      return { kind: type, filters: parsed };
    }
    default:
      throw wrong(
        `${path}.type`,
        'must be all, none, identifier, type, tag, property, and, or',
        filter['type'],
      );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(path: string, what: string, value: unknown) {
  const found = value === undefined ? '' : ` (it is ${shown(value)})`;
  return invalid([{ path, message: `${path} ${what}${found}.`, value }]);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 80 ? `${value.slice(0, 80)}…` : value}'`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

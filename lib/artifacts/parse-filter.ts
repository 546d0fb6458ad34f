import { type ArtifactFilter, FILTER_PROPERTIES } from '@/db/queries/artifact-filter';
import { invalid } from '@/lib/core/domain-error';
import { show } from './posted';

/** Filters inside filters, and filters in all: bounds of what one search may ask. */
const LIMITS = { depth: 32, filters: 1_000 } as const;

/**
 * Reads a client's query `{"filter": {"type": …}}`. `{}` and `{"filter": {}}` find everything. `property` looks into
 * the header's identifier, type, level and creator, in any case; `tag` finds no artifact, for none bears tags.
 * `invalid` names the filter that is wrong and where it stands.
 */
export function parseQuery(query: unknown): ArtifactFilter {
  if (!isRecord(query)) throw wrong('query', 'must be an object', query);
  const filter = Object.hasOwn(query, 'filter') ? query['filter'] : undefined;
  return filter === undefined ? { kind: 'all' } : parse(filter, 'filter', 1, { left: LIMITS.filters });
}

function parse(filter: unknown, path: string, depth: number, budget: { left: number }): ArtifactFilter {
  if (!isRecord(filter)) throw wrong(path, 'must be an object', filter);
  if (depth > LIMITS.depth) throw wrong(path, `nests deeper than ${LIMITS.depth} levels`, undefined);
  budget.left -= 1;
  if (budget.left < 0) throw wrong(path, `is one of more than ${LIMITS.filters} filters`, undefined);
  const text = (name: string): string => {
    const value = filter[name];
    if (typeof value !== 'string') throw wrong(`${path}.${name}`, 'must be text', value);
    return value;
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
      text('name');
      text('tag');
      return { kind: 'tag' };
    case 'property': {
      const [name, part] = [text('name'), text('property')];
      const known = FILTER_PROPERTIES.find((property) => property === name);
      if (known === undefined)
        throw wrong(`${path}.name`, `must be one of ${FILTER_PROPERTIES.join(', ')}`, name);
      return { kind: 'property', name: known, part };
    }
    case 'and':
    case 'or': {
      const filters = filter['filters'];
      if (!Array.isArray(filters)) throw wrong(`${path}.filters`, 'must be a list of filters', filters);
      const parsed = filters.map((inner: unknown, n) =>
        parse(inner, `${path}.filters.${n}`, depth + 1, budget),
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
  const found = value === undefined ? '' : ` (it is ${show(value)})`;
  return invalid([{ path, message: `${path} ${what}${found}.`, value }]);
}

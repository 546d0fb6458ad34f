import type { CustomList } from '@/db/queries/lists';
import type { Issue } from '@/lib/core/domain-error';
import type { CardBody } from './body';

/** One word of a card that must be an entry of a custom list. */
export interface Listed {
  readonly list: CustomList;
  readonly name: string;
  readonly path: string;
  readonly field: string;
}

/**
 * The fixed words that clients before 2.5 wrote where custom lists rule now. They are taken as they come: those
 * clients can write nothing else.
 */
const FORMER: Partial<Record<CustomList, ReadonlySet<string>>> = {
  problem_types: new Set([
    ...['classification', 'clustering', 'trend', 'alert', 'forecasting', 'content_generation'],
    ...['benchmarking', 'goals', 'detection', 'other'],
  ]),
  classification: new Set(['unclassified', 'cui', 'pii', 'phi', 'classified', 'other']),
};

/** Everything in a card that names a list entry; empty and absent words name none. */
export function listedInCard(body: CardBody): Listed[] {
  const listed: Listed[] = [];
  const add = (list: CustomList, name: string | null | undefined, path: string, field: string) => {
    if (name && !FORMER[list]?.has(name)) listed.push({ list, name, path: `body.${path}`, field });
  };
  for (const [n, { classification }] of (body.data ?? []).entries())
    add('classification', classification, `data.${n}.classification`, 'Classification');
  add('problem_types', body.system?.problem_type, 'system.problem_type', 'Problem type');
  for (const [n, { quality }] of (body.system_requirements ?? []).entries())
    add('quality_attributes', quality, `system_requirements.${n}.quality`, 'Quality attribute');
  return listed;
}

/** Complaints about words that are in no list. `known` holds `list/name` words. */
export function checkListed(listed: readonly Listed[], known: ReadonlySet<string>): Issue[] {
  return listed
    .filter(({ list, name }) => !known.has(`${list}/${name}`))
    .map(({ list, name, path, field }) => ({
      path,
      message: `${field} '${name}' (${path}) is not in the custom list ${list}.`,
      value: name,
    }));
}

import { type SQL, sql } from 'drizzle-orm';
import { artifactRevisions, artifacts } from '../schema';
import { containing, findable } from './keyset';

/** String properties of an artifact's header that a search may look into. */
export const FILTER_PROPERTIES = ['identifier', 'type', 'level', 'creator'] as const;
type FilterProperty = (typeof FILTER_PROPERTIES)[number];

/** The search language of old clients, parsed. Artifacts bear no tags, so `tag` finds none of them. */
export type ArtifactFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'identifier'; readonly id: string }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'tag' }
  | { readonly kind: 'property'; readonly name: FilterProperty; readonly part: string }
  | { readonly kind: 'and' | 'or'; readonly filters: readonly ArtifactFilter[] };

/** The predicate of a filter over `artifacts`. An empty `and` is true, an empty `or` false. */
export function filterCondition(filter: ArtifactFilter): SQL {
  switch (filter.kind) {
    case 'all':
      return sql`true`;
    case 'none':
    case 'tag':
      return sql`false`;
    case 'identifier':
      return sql`${artifacts.identifier} = ${findable(filter.id)}`;
    case 'type':
      return sql`${artifacts.type} = ${findable(filter.type)}`;
    case 'property':
      return sql`${column(filter.name)} ilike ${containing(filter.part)}`;
    case 'and':
    case 'or': {
      if (filter.filters.length === 0) return filter.kind === 'and' ? sql`true` : sql`false`;
      const word = filter.kind === 'and' ? sql` and ` : sql` or `;
      return sql`(${sql.join(filter.filters.map(filterCondition), word)})`;
    }
  }
}

function column(name: FilterProperty): SQL {
  switch (name) {
    case 'identifier':
      return sql`${artifacts.identifier}`;
    case 'type':
      return sql`${artifacts.type}`;
    case 'level':
      return sql`${artifacts.level}`;
    case 'creator':
      return sql`(select r.creator_name from ${artifactRevisions} r where r.project_id = ${artifacts.projectId}
        and r.artifact_id = ${artifacts.id} and r.revision = ${artifacts.headRevision})`;
  }
}

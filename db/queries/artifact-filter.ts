import { type SQL, sql } from 'drizzle-orm';
import { artifactRevisions, artifacts } from '../schema';
import { type Filter, type FilterLeaf, filterSql } from './filter';
import { containing, findable } from './keyset';

/** String properties of an artifact's header that a search may look into. */
export const FILTER_PROPERTIES = ['identifier', 'type', 'level', 'creator'] as const;
type FilterProperty = (typeof FILTER_PROPERTIES)[number];

/** A filter over artifacts. They bear no tags, so `tag` finds none of them. */
export type ArtifactFilter = Filter<FilterProperty>;

/** The predicate of a filter over `artifacts`. */
export const filterCondition = (filter: ArtifactFilter): SQL => filterSql(filter, leafCondition);

function leafCondition(leaf: FilterLeaf<FilterProperty>): SQL {
  switch (leaf.kind) {
    case 'identifier':
      return sql`${artifacts.identifier} = ${findable(leaf.id)}`;
    case 'type':
      return sql`${artifacts.type} = ${findable(leaf.type)}`;
    case 'tag':
      return sql`false`;
    case 'property':
      return sql`${column(leaf.name)} ilike ${containing(leaf.part)}`;
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

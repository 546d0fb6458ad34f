import { and, eq, isNull, notInArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Executor } from '../client';
import {
  artifacts,
  type CUSTOM_LISTS,
  catalogEntries,
  customListEntries,
  flavors,
  models,
  pipelines,
  projects,
  roles,
  stackComponents,
  stacks,
  teams,
  users,
  versions,
} from '../schema';
import type { ComponentType } from './components';
import { findable } from './keyset';

/** Where a name was looked for: what its kind is unique in. */
export type NameScope =
  | { readonly kind: 'user' | 'team' | 'role' | 'project' | 'stack' }
  | { readonly kind: 'model' | 'pipeline'; readonly projectId: string }
  | { readonly kind: 'version'; readonly projectId: string; readonly modelId: string }
  | {
      readonly kind: 'artifact';
      readonly projectId: string;
      readonly modelId: string;
      readonly versionId: string | null;
    }
  | { readonly kind: 'component' | 'flavor'; readonly type: ComponentType }
  | { readonly kind: 'catalog entry'; readonly catalogId: string }
  | { readonly kind: 'list entry'; readonly list: (typeof CUSTOM_LISTS)[number] };

interface Table {
  readonly id: PgColumn;
  readonly name: PgColumn;
  /** What its names fold to, where that is kept. */
  readonly key?: PgColumn;
  readonly deletedAt: PgColumn;
}

const keyed = ({ id, name, nameKey: key, deletedAt }: Omit<Table, 'key'> & { nameKey: PgColumn }): Table => ({
  id,
  name,
  key,
  deletedAt,
});

const TABLES: Readonly<Record<NameScope['kind'], Table>> = {
  user: keyed(users),
  team: keyed(teams),
  role: keyed(roles),
  project: keyed(projects),
  stack: keyed(stacks),
  model: keyed(models),
  component: keyed(stackComponents),
  flavor: keyed(flavors),
  version: versions,
  pipeline: pipelines,
  artifact: { id: artifacts.id, name: artifacts.identifier, deletedAt: artifacts.deletedAt },
  'catalog entry': {
    id: catalogEntries.id,
    name: catalogEntries.identifier,
    deletedAt: catalogEntries.deletedAt,
  },
  'list entry': customListEntries,
};

export interface Spelling {
  readonly name: string;
  /** What the name folds to. */
  readonly key: string;
}

/** Names of a kind without a key that are read for one question; more than one place holds of a like length and shape. */
const CANDIDATES = 1_000;

/**
 * Living things there whose names may fold to the same, by name: of kinds with a key exactly those, at most `limit`;
 * of the others all whose ASCII letters agree, at most {@link CANDIDATES}, for the asker to fold. What a server folds
 * beyond ASCII hangs on the locale of its database: in `C`, `lower('É')` is `É`.
 */
export async function spellings(
  executor: Executor,
  scope: NameScope,
  { name, key }: Spelling,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const table = TABLES[scope.kind];
  const same =
    table.key === undefined
      ? sql`${skeleton(table.name)} = ${skeleton(sql`${findable(name)}::text`)}`
      : eq(table.key, findable(key));
  return executor.execute<{ id: string; name: string }>(sql`select ${table.id} as id, ${table.name} as name
    from ${table.id.table} where ${and(same, isNull(table.deletedAt), within(scope))}
    order by ${table.name} limit ${table.key === undefined ? CANDIDATES : limit}`);
}

/** ASCII letters in lower case, and a star for every other character. */
const skeleton = (text: SQLWrapper): SQL =>
  sql`lower(regexp_replace(normalize(${text}, NFKC), '[^ -~]', '*', 'g'))`;

function within(scope: NameScope): SQL | undefined {
  switch (scope.kind) {
    case 'model':
      return eq(models.projectId, scope.projectId);
    case 'pipeline':
      return eq(pipelines.projectId, scope.projectId);
    case 'version':
      return and(eq(versions.projectId, scope.projectId), eq(versions.modelId, scope.modelId));
    case 'artifact':
      return and(
        eq(artifacts.projectId, scope.projectId),
        eq(artifacts.modelId, scope.modelId),
        scope.versionId === null ? isNull(artifacts.versionId) : eq(artifacts.versionId, scope.versionId),
      );
    case 'component':
      return eq(stackComponents.type, scope.type);
    case 'flavor':
      return eq(flavors.type, scope.type);
    case 'catalog entry':
      return eq(catalogEntries.catalogId, scope.catalogId);
    case 'list entry':
      return eq(customListEntries.list, scope.list);
    case 'role':
      return notInArray(roles.origin, ['model', 'request']);
    default:
      return undefined;
  }
}

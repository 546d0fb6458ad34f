import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { artifacts } from '../schema';
import type { ArtifactRow } from './artifacts';
import { type Keyset, keysetPage, type SortColumn } from './keyset';
import { type Scope, scopeCondition } from './scope';

/** Which artifacts: of a project as far as the scope reaches, of a model, or seen from a version (its own, the model's). */
export type ArtifactsOf =
  | { readonly kind: 'project'; readonly projectId: string; readonly scope: Scope }
  | { readonly kind: 'model'; readonly projectId: string; readonly modelId: string }
  | {
      readonly kind: 'version';
      readonly projectId: string;
      readonly modelId: string;
      readonly versionId: string;
    };

const SHARED_TYPES: ReadonlySet<ArtifactRow['type']> = new Set(['card', 'suite']);

/**
 * A stretch of one index. `lead` is the column that sets it apart from the indexes of wider stretches; a range of one
 * value in it, ordered by it, holds the planner to that index. With `=` it takes the project's where nearly all
 * artifacts lie in one model, and reads them all to find that another model has none (200,000: 80 ms a row).
 */
export interface Range {
  readonly where: SQL;
  readonly lead: { readonly column: SQLWrapper; readonly value: string | null } | null;
}

/**
 * A version shows its own artifacts and its model's: two ranges, each read in order and cut at the page, then merged.
 * A type that only one of them can hold spares the other.
 */
export function ranges({
  of,
  type,
  level,
}: {
  readonly of: ArtifactsOf;
  readonly type: ArtifactRow['type'] | null;
  readonly level: ArtifactRow['level'] | null;
}): Range[] {
  const project = sql`${artifacts.projectId} = ${of.projectId}::uuid and ${artifacts.deletedAt} is null`;
  if (of.kind === 'project') {
    const where = sql`${project} and ${scopeCondition(of.scope, artifacts.projectId, artifacts.modelId)}`;
    return [{ where, lead: null }];
  }
  if (of.kind === 'model') return [led(project, artifacts.modelId, of.modelId)];
  const model = sql`${project} and ${artifacts.modelId} = ${of.modelId}::uuid`;
  const own = led(model, artifacts.versionId, of.versionId);
  const shared = {
    where: sql`${model} and ${artifacts.versionId} is null`,
    lead: { column: artifacts.versionId, value: null },
  };
  const only = level ?? (type === null ? null : SHARED_TYPES.has(type) ? 'model' : 'version');
  if (only === null) return [own, shared];
  return only === 'model' ? [shared] : [own];
}

function led(where: SQL, column: SQLWrapper, value: string): Range {
  return {
    where: sql`${where} and ${column} >= ${value}::uuid and ${column} <= ${value}::uuid`,
    lead: { column, value },
  };
}

/** {@link keysetPage} inside one range. */
export function pageIn({ lead }: Range, sort: Sorting, keyset: Keyset | null): { where: SQL; orderBy: SQL } {
  const { columns, descending } = sort;
  if (lead === null) return keysetPage(columns, descending, keyset);
  const { column, value } = lead;
  if (value !== null) {
    const within = keyset === null ? null : { ...keyset, at: [value, ...keyset.at] };
    return keysetPage([{ column, type: 'id' }, ...columns], descending, within);
  }
  const { where, orderBy } = keysetPage(columns, descending, keyset);
  const down = descending !== (keyset?.backward ?? false);
  return { where, orderBy: down ? sql`${column} desc, ${orderBy}` : sql`${column} asc, ${orderBy}` };
}

export interface Sorting {
  readonly columns: readonly SortColumn[];
  readonly descending: boolean;
}

import { and, asc, count, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { ARTIFACT_TYPES, artifactRevisions, artifacts, models, versions } from '../schema';
import { type ArtifactFilter, filterCondition } from './artifact-filter';
import type { ArtifactRow, RevisionFacts } from './artifacts';
import { COUNT_CAP, containing, type Keyset, keysetPage, type SortColumn } from './keyset';
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

export type ArtifactSort = 'updated' | 'identifier';

export interface ArtifactChoice {
  readonly of: ArtifactsOf;
  readonly type: ArtifactRow['type'] | null;
  readonly level: ArtifactRow['level'] | null;
  readonly search: string | null;
}

/** A head with the names of where it is and the facts of its head revision. */
export interface ArtifactListRow {
  readonly artifact: ArtifactRow;
  readonly revision: RevisionFacts;
  readonly model: string;
  readonly version: string | null;
}

const SHARED_TYPES: ReadonlySet<ArtifactRow['type']> = new Set(['card', 'suite']);

/**
 * A stretch of one index. `lead` is the column that sets it apart from the indexes of wider stretches; a range of one
 * value in it, ordered by it, holds the planner to that index. With `=` it takes the project's where nearly all
 * artifacts lie in one model, and reads them all to find that another model has none (200,000: 80 ms a row).
 */
interface Range {
  readonly where: SQL;
  readonly lead: { readonly column: SQLWrapper; readonly value: string | null } | null;
}

/**
 * A version shows its own artifacts and its model's: two ranges, each read in order and cut at the page, then merged.
 * A type that only one of them can hold spares the other.
 */
function ranges({ of, type, level }: Pick<ArtifactChoice, 'of' | 'type' | 'level'>): Range[] {
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
function pageIn({ lead }: Range, sort: Sorting, keyset: Keyset | null): { where: SQL; orderBy: SQL } {
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

interface Sorting {
  readonly columns: readonly SortColumn[];
  readonly descending: boolean;
}

function chosen({ type, level, search }: ArtifactChoice): SQL {
  const parts = [sql`true`];
  if (type !== null) parts.push(sql`${artifacts.type} = ${type}`);
  if (level !== null) parts.push(sql`${artifacts.level} = ${level}`);
  if (search !== null) parts.push(sql`${artifacts.identifier} ilike ${containing(search)}`);
  return sql.join(parts, sql` and `);
}

const ID = { column: artifacts.id, type: 'id' } as const;
const SORTINGS: Readonly<Record<ArtifactSort, Sorting>> = {
  updated: { columns: [{ column: artifacts.updatedAt, type: 'instant' }, ID], descending: true },
  identifier: { columns: [{ column: artifacts.identifier, type: 'text' }, ID], descending: false },
};

/** One page (`limit + 1` rows) of artifact heads. Never touches a body. */
export async function listArtifactRows(
  executor: Executor,
  choice: ArtifactChoice,
  query: { sort: ArtifactSort; keyset: Keyset | null; limit: number },
): Promise<ArtifactListRow[]> {
  const sorting = SORTINGS[query.sort];
  const { orderBy } = keysetPage(sorting.columns, sorting.descending, query.keyset);
  const picked = sql.join(
    ranges(choice).map((range) => {
      const page = pageIn(range, sorting, query.keyset);
      return sql`(select ${artifacts.id} from ${artifacts} where ${range.where} and ${chosen(choice)}
        and ${page.where} order by ${page.orderBy} limit ${query.limit + 1})`;
    }),
    sql` union all `,
  );
  return executor
    .select({ artifact: artifacts, revision: HEAD_FACTS, model: models.name, version: versions.name })
    .from(artifacts)
    .innerJoin(artifactRevisions, headRevision)
    .innerJoin(models, and(eq(models.projectId, artifacts.projectId), eq(models.id, artifacts.modelId)))
    .leftJoin(
      versions,
      and(eq(versions.projectId, artifacts.projectId), eq(versions.id, artifacts.versionId)),
    )
    .where(sql`${artifacts.projectId} = ${choice.of.projectId}::uuid and ${artifacts.id} in (${picked})`)
    .orderBy(orderBy)
    .limit(query.limit + 1);
}

const HEAD_FACTS = {
  projectId: artifactRevisions.projectId,
  artifactId: artifactRevisions.artifactId,
  revision: artifactRevisions.revision,
  sha256: artifactRevisions.sha256,
  size: artifactRevisions.size,
  stampedAt: artifactRevisions.stampedAt,
  creatorName: artifactRevisions.creatorName,
  createdAt: artifactRevisions.createdAt,
  createdById: artifactRevisions.createdById,
  createdByName: artifactRevisions.createdByName,
};

const headRevision = and(
  eq(artifactRevisions.projectId, artifacts.projectId),
  eq(artifactRevisions.artifactId, artifacts.id),
  eq(artifactRevisions.revision, artifacts.headRevision),
);

/** How many artifacts match, counted to one above the cap; the order holds the planner to the range's index. */
export async function countArtifacts(executor: Executor, choice: ArtifactChoice): Promise<number> {
  const counted = sql.join(
    ranges(choice).map((range) => {
      const { orderBy } = pageIn(range, SORTINGS.updated, null);
      return sql`(select 1 from ${artifacts} where ${range.where} and ${chosen(choice)} order by ${orderBy}
        limit ${COUNT_CAP + 1})`;
    }),
    sql` union all `,
  );
  const [row] = await executor.execute<{ n: string }>(sql`select count(*) as n from (${counted}) counted`);
  return Number(row?.n ?? 0);
}

/** What a client that knows no pages asks for: artifacts seen from a version that a filter finds. */
export interface BodiesChoice {
  readonly of: Extract<ArtifactsOf, { kind: 'version' }>;
  readonly filter: ArtifactFilter;
}

/** How many artifacts the choice finds, exactly. */
export async function countBodies(executor: Executor, choice: BodiesChoice): Promise<number> {
  let n = 0;
  for (const { where } of ranges({ of: choice.of, type: typeOf(choice.filter), level: null })) {
    const [row] = await executor
      .select({ n: count() })
      .from(artifacts)
      .where(and(where, filterCondition(choice.filter)));
    n += row?.n ?? 0;
  }
  return n;
}

/** The one type that a filter can find, where it names one. */
function typeOf(filter: ArtifactFilter): ArtifactRow['type'] | null {
  if (filter.kind === 'type') return ARTIFACT_TYPES.find((type) => type === filter.type) ?? null;
  if (filter.kind === 'and') return filter.filters.map(typeOf).find((type) => type !== null) ?? null;
  return null;
}

/** Bodies up to this many bytes come with their page; bigger ones are fetched one by one. */
const INLINE_BODY = 65_536;

export interface BodyRow extends ArtifactListRow {
  /** Null when it is too big to come in bulk. */
  readonly body: string | null;
}

/** The next `limit` artifacts in the order of making, after a row id or past an offset, small bodies included. */
export async function listBodies(
  executor: Executor,
  choice: BodiesChoice,
  query: { after: string | null; offset: number; limit: number },
): Promise<BodyRow[]> {
  const keyset = query.after === null ? null : { backward: false, at: [query.after] };
  const picked = sql.join(
    ranges({ of: choice.of, type: typeOf(choice.filter), level: null }).map((range) => {
      const page = pageIn(range, { columns: [ID], descending: false }, keyset);
      return sql`(select ${artifacts.id} from ${artifacts} where ${range.where} and ${filterCondition(choice.filter)}
        and ${page.where} order by ${page.orderBy} limit ${query.offset + query.limit}::bigint)`;
    }),
    sql` union all `,
  );
  return executor
    .select({
      artifact: artifacts,
      revision: HEAD_FACTS,
      model: models.name,
      version: versions.name,
      body: sql<
        string | null
      >`case when ${artifactRevisions.size} <= ${INLINE_BODY} then ${artifactRevisions.body} end`,
    })
    .from(artifacts)
    .innerJoin(artifactRevisions, headRevision)
    .innerJoin(models, and(eq(models.projectId, artifacts.projectId), eq(models.id, artifacts.modelId)))
    .leftJoin(
      versions,
      and(eq(versions.projectId, artifacts.projectId), eq(versions.id, artifacts.versionId)),
    )
    .where(
      sql`${artifacts.projectId} = ${choice.of.projectId}::uuid and ${artifacts.id} in (
        select id from (${picked}) picked order by id offset ${query.offset}::bigint limit ${query.limit})`,
    )
    .orderBy(asc(artifacts.id));
}

/** The body of one revision, or null when its artifact was purged meanwhile. */
export async function bodyOf(
  executor: Executor,
  at: Pick<RevisionFacts, 'projectId' | 'artifactId' | 'revision'>,
): Promise<string | null> {
  const [row] = await executor
    .select({ body: artifactRevisions.body })
    .from(artifactRevisions)
    .where(
      and(
        eq(artifactRevisions.projectId, at.projectId),
        eq(artifactRevisions.artifactId, at.artifactId),
        eq(artifactRevisions.revision, at.revision),
      ),
    );
  return row?.body ?? null;
}

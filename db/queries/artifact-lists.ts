import { and, asc, count, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { artifactRevisions, artifacts, models, versions } from '../schema';
import { type ArtifactFilter, filterCondition } from './artifact-filter';
import type { ArtifactRow, RevisionFacts } from './artifacts';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';
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
 * One predicate per index range. A version shows its own artifacts and its model's: two ranges, each read in order
 * and cut at the page, then merged. A type that only one of them can hold spares the other.
 */
function ranges({ of, type, level }: Pick<ArtifactChoice, 'of' | 'type' | 'level'>): SQL[] {
  const project = sql`${artifacts.projectId} = ${of.projectId}::uuid`;
  if (of.kind === 'project')
    return [sql`${project} and ${scopeCondition(of.scope, artifacts.projectId, artifacts.modelId)}`];
  const model = sql`${project} and ${artifacts.modelId} = ${of.modelId}::uuid`;
  if (of.kind === 'model') return [model];
  const [own, shared] = [
    sql`${model} and ${artifacts.versionId} = ${of.versionId}::uuid`,
    sql`${model} and ${artifacts.versionId} is null`,
  ];
  const only = level ?? (type === null ? null : SHARED_TYPES.has(type) ? 'model' : 'version');
  if (only === null) return [own, shared];
  return only === 'model' ? [shared] : [own];
}

function chosen({ type, level, search }: ArtifactChoice): SQL {
  const parts = [sql`${artifacts.deletedAt} is null`];
  if (type !== null) parts.push(sql`${artifacts.type} = ${type}`);
  if (level !== null) parts.push(sql`${artifacts.level} = ${level}`);
  if (search !== null) parts.push(sql`${artifacts.identifier} ilike ${containing(search)}`);
  return sql.join(parts, sql` and `);
}

const ID = { column: artifacts.id, type: 'id' } as const;

/** One page (`limit + 1` rows) of artifact heads. Never touches a body. */
export async function listArtifactRows(
  executor: Executor,
  choice: ArtifactChoice,
  query: { sort: ArtifactSort; keyset: Keyset | null; limit: number },
): Promise<ArtifactListRow[]> {
  const { where, orderBy } =
    query.sort === 'identifier'
      ? keysetPage([{ column: artifacts.identifier, type: 'text' }, ID], false, query.keyset)
      : keysetPage([{ column: artifacts.updatedAt, type: 'instant' }, ID], true, query.keyset);
  const picked = sql.join(
    ranges(choice).map(
      (
        range,
      ) => sql`(select ${artifacts.id} from ${artifacts} where ${range} and ${chosen(choice)} and ${where}
        order by ${orderBy} limit ${query.limit + 1})`,
    ),
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

/** How many artifacts match, counted to one above the cap. */
export async function countArtifacts(executor: Executor, choice: ArtifactChoice): Promise<number> {
  const counted = sql.join(
    ranges(choice).map(
      (range) =>
        sql`(select 1 from ${artifacts} where ${range} and ${chosen(choice)} limit ${COUNT_CAP + 1})`,
    ),
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
  for (const range of ranges({ ...choice, type: null, level: null })) {
    const [row] = await executor
      .select({ n: count() })
      .from(artifacts)
      .where(and(range, isNull(artifacts.deletedAt), filterCondition(choice.filter)));
    n += row?.n ?? 0;
  }
  return n;
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
  const after = query.after === null ? sql`true` : sql`${artifacts.id} > ${query.after}::uuid`;
  const reach = query.offset + query.limit;
  const picked = sql.join(
    ranges({ ...choice, type: null, level: null }).map(
      (
        range,
      ) => sql`(select ${artifacts.id} from ${artifacts} where ${range} and ${artifacts.deletedAt} is null
        and ${filterCondition(choice.filter)} and ${after} order by ${artifacts.id} limit ${reach}::bigint)`,
    ),
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

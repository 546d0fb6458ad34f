import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { ARTIFACT_TYPES, artifactRevisions, artifacts, models, versions } from '../schema';
import { type ArtifactFilter, filterCondition } from './artifact-filter';
import type { ArtifactListRow } from './artifact-lists';
import { type ArtifactsOf, pageIn, ranges } from './artifact-ranges';
import { type ArtifactRow, HEAD_REVISION, REVISION_FACTS, type RevisionFacts } from './artifacts';

const ID = { column: artifacts.id, type: 'id' } as const;

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

export interface BodyRow extends Omit<ArtifactListRow, 'total'> {
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
      revision: REVISION_FACTS,
      model: models.name,
      version: versions.name,
      body: sql<
        string | null
      >`case when ${artifactRevisions.size} <= ${INLINE_BODY} then ${artifactRevisions.body} end`,
    })
    .from(artifacts)
    .innerJoin(artifactRevisions, HEAD_REVISION)
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
export async function findBody(
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

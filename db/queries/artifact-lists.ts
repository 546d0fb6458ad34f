import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { artifactRevisions, artifacts, models, versions } from '../schema';
import { type ArtifactsOf, pageIn, ranges, type Sorting } from './artifact-ranges';
import { type ArtifactRow, HEAD_REVISION, REVISION_FACTS, type RevisionFacts } from './artifacts';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';

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
  /** As {@link countArtifacts}, the same in every row. */
  readonly total: number;
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
    .select({
      artifact: artifacts,
      revision: REVISION_FACTS,
      model: models.name,
      version: versions.name,
      total: sql`(${counting(choice)})`.mapWith(Number),
    })
    .from(artifacts)
    .innerJoin(artifactRevisions, HEAD_REVISION)
    .innerJoin(models, and(eq(models.projectId, artifacts.projectId), eq(models.id, artifacts.modelId)))
    .leftJoin(
      versions,
      and(eq(versions.projectId, artifacts.projectId), eq(versions.id, artifacts.versionId)),
    )
    .where(sql`${artifacts.projectId} = ${choice.of.projectId}::uuid and ${artifacts.id} in (${picked})`)
    .orderBy(orderBy)
    .limit(query.limit + 1);
}

/** How many artifacts match, counted to one above the cap. */
export async function countArtifacts(executor: Executor, choice: ArtifactChoice): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(counting(choice));
  return Number(row?.n ?? 0);
}

/** The order holds the planner to the range's index. */
function counting(choice: ArtifactChoice): SQL {
  const counted = sql.join(
    ranges(choice).map((range) => {
      const { orderBy } = pageIn(range, SORTINGS.updated, null);
      return sql`(select 1 from ${artifacts} where ${range.where} and ${chosen(choice)} order by ${orderBy}
        limit ${COUNT_CAP + 1})`;
    }),
    sql` union all `,
  );
  return sql`select count(*) as n from (${counted}) counted`;
}

import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { pipelines } from '../schema';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage, type SortColumn } from './keyset';
import type { PipelineRow } from './pipelines';
import type { RunRow } from './runs';
import { type Scope, scopeCondition } from './scope';

export type PipelineSort = 'name' | 'recent';

interface LastRun {
  readonly name: string;
  /** As JSON has it. */
  readonly startedAt: string;
  readonly status: RunRow['status'];
}

export interface PipelineListRow {
  readonly pipeline: PipelineRow;
  /** Living runs, counted to one above the cap. */
  readonly runs: number;
  readonly lastRun: LastRun | null;
}

/** A row of one page. */
export interface PipelinePageRow extends PipelineListRow {
  /** When its last run started or, without one, when it was made: what the recent ones are ordered by. */
  readonly stirredAt: string;
  /** How many match, counted to one above the cap, the same in every row. */
  readonly total: number;
}

export interface PipelineChoice {
  readonly projectId: string;
  readonly scope: Scope;
  readonly search: string | null;
}

// Written out: of a single table the builder leaves the table's name away, which inside would be another's column.
// Orders and bounds hold the planner to the pipeline's index: where one has nearly all runs it would read them all.
const ofPipeline = sql`r.project_id = pipelines.project_id and r.pipeline_id >= pipelines.id
  and r.pipeline_id <= pipelines.id and r.deleted_at is null`;
const newestFirst = sql`order by r.pipeline_id desc, r.started_at desc, r.id desc`;

const RUNS = sql`(select count(*) from (select 1 from pipeline_runs r where ${ofPipeline} ${newestFirst}
  limit ${sql.raw(String(COUNT_CAP + 1))}) counted)`.mapWith(Number);
const LAST_RUN = sql<LastRun | null>`(select json_build_object('name', r.name, 'startedAt', r.started_at,
  'status', r.status) from pipeline_runs r where ${ofPipeline} ${newestFirst} limit 1)`;
const STIRRED_AT = sql<string>`coalesce((select r.started_at from pipeline_runs r where ${ofPipeline} ${newestFirst}
  limit 1), pipelines.created_at)`;

function listed({ projectId, scope, search }: PipelineChoice): SQL {
  const parts = [
    sql`pipelines.project_id = ${projectId}::uuid and pipelines.deleted_at is null`,
    scopeCondition(scope, sql`pipelines.project_id`, null),
  ];
  if (search !== null) parts.push(sql`pipelines.name ilike ${containing(search)}`);
  return sql.join(parts, sql` and `);
}

/** One page (`limit + 1` rows) of a project's pipelines. Recent ones are sorted by the last run of each. */
export async function listPipelineRows(
  executor: Executor,
  choice: PipelineChoice,
  query: { readonly sort: PipelineSort; readonly keyset: Keyset | null; readonly limit: number },
): Promise<PipelinePageRow[]> {
  const columns: readonly SortColumn[] = [
    query.sort === 'name'
      ? { column: sql`name`, type: 'text' }
      : { column: sql`stirred_at`, type: 'instant' },
    { column: sql`id`, type: 'id' },
  ];
  const page = keysetPage(columns, query.sort === 'recent', query.keyset);
  const candidates =
    query.sort === 'name'
      ? sql`select id, name from pipelines where ${listed(choice)}`
      : sql`select id, ${STIRRED_AT} as stirred_at from pipelines where ${listed(choice)}`;
  const picked = sql`select id from (${candidates}) candidates where ${page.where}
    order by ${page.orderBy} limit ${query.limit + 1}`;
  return executor
    .select({
      pipeline: pipelines,
      runs: RUNS,
      lastRun: LAST_RUN,
      stirredAt: STIRRED_AT.as('stirred_at'),
      total: sql`(${counting(choice)})`.mapWith(Number),
    })
    .from(pipelines)
    .where(sql`pipelines.project_id = ${choice.projectId}::uuid and pipelines.id in (${picked})`)
    .orderBy(page.orderBy);
}

/** How many match, counted to one above the cap. */
export async function countPipelines(executor: Executor, choice: PipelineChoice): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(counting(choice));
  return Number(row?.n ?? 0);
}

const counting = (choice: PipelineChoice): SQL =>
  sql`select count(*) as n from (select 1 from pipelines where ${listed(choice)} limit ${COUNT_CAP + 1}) counted`;

/** A run in a pipeline's rhythm, as JSON has it. */
export interface BeatRow {
  readonly id: string;
  readonly name: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly status: RunRow['status'];
  readonly createdBy: string;
}

/** A living pipeline with its runs, and the newest of them by start, newest first: at most `beats`. */
export async function findListedPipeline(
  executor: Executor,
  projectId: string,
  name: string,
  beats: number,
): Promise<(PipelineListRow & { readonly beats: readonly BeatRow[] }) | null> {
  const newest = sql`select r.id, r.name, r.started_at as "startedAt", r.ended_at as "endedAt", r.status,
    r.created_by_name as "createdBy" from pipeline_runs r where ${ofPipeline} ${newestFirst} limit ${beats}`;
  const [row] = await executor
    .select({
      pipeline: pipelines,
      runs: RUNS,
      lastRun: LAST_RUN,
      beats: sql<BeatRow[]>`(select coalesce(json_agg(b), '[]') from (${newest}) b)`,
    })
    .from(pipelines)
    .where(
      and(
        eq(pipelines.projectId, projectId),
        eq(pipelines.name, findable(name)),
        isNull(pipelines.deletedAt),
      ),
    );
  return row ?? null;
}

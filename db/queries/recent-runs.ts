import { desc, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { pipelineRuns, pipelines, projects } from '../schema';
import { containing, findable } from './keyset';
import { listColumns, OF_PIPELINE, OF_PROJECT, type RunListRow } from './run-lists';
import { type Scope, scopeCondition } from './scope';

interface RecentRuns {
  readonly scope: Scope;
  readonly artifactScope: Scope;
  /** Only this project, or all that the scope reaches. */
  readonly projectId: string | null;
  readonly limit: number;
}

const newest = (projectId: SQL, limit: number): SQL => sql`select r.id, r.name from pipeline_runs r
  where r.project_id = ${projectId} and r.deleted_at is null order by r.started_at desc, r.id desc limit ${limit}`;

/**
 * The runs started last. Takes the last few of each project by its index and merges them, so that no number of runs
 * makes it slower.
 */
export async function recentRunRows(
  executor: Executor,
  { scope, artifactScope, projectId, limit }: RecentRuns,
): Promise<RunListRow[]> {
  const one = projectId === null ? sql`` : sql` and p.id = ${projectId}::uuid`;
  const picked = sql`select picked.id from projects p cross join lateral (${newest(sql`p.id`, limit)}) picked
    where p.deleted_at is null and ${scopeCondition(scope, sql`p.id`, null)}${one}`;
  return rowsOf(executor, picked, artifactScope, limit);
}

/** Runs of a project whose name holds the text: of the newest `among`, and the one of exactly that name. */
export async function runRowsNamed(
  executor: Executor,
  { projectId, scope, artifactScope, limit }: RecentRuns & { readonly projectId: string },
  { search, among }: { readonly search: string; readonly among: number },
): Promise<RunListRow[]> {
  const id = sql`${projectId}::uuid`;
  const picked = sql`select n.id from (${newest(id, among)}) n where n.name ilike ${containing(search)}
    union select r.id from pipeline_runs r where r.project_id = ${id} and r.deleted_at is null
      and r.name = ${findable(search)}`;
  return rowsOf(
    executor,
    sql`select * from (${picked}) named where ${scopeCondition(scope, id, null)}`,
    artifactScope,
    limit,
  );
}

async function rowsOf(
  executor: Executor,
  picked: SQL,
  artifactScope: Scope,
  limit: number,
): Promise<RunListRow[]> {
  return executor
    .select(listColumns(artifactScope))
    .from(pipelineRuns)
    .innerJoin(pipelines, OF_PIPELINE)
    .innerJoin(projects, OF_PROJECT)
    .where(sql`${pipelineRuns.id} in (${picked}) and ${isNull(pipelineRuns.deletedAt)}`)
    .orderBy(desc(pipelineRuns.startedAt), desc(pipelineRuns.id))
    .limit(limit);
}

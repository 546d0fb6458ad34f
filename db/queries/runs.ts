import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { pipelineRuns, pipelines, projects, type runSteps } from '../schema';
import { findable } from './keyset';
import type { PipelineRow } from './pipelines';
import type { ProjectRow } from './projects';
import { type Scope, scopeCondition } from './scope';

export type RunRow = typeof pipelineRuns.$inferSelect;

/** A run with the names of what it belongs to. */
export interface NamedRun {
  readonly run: RunRow;
  readonly pipeline: string;
  readonly project: string;
}

/** A step as it is inserted. */
export type StepColumns = Pick<
  typeof runSteps.$inferSelect,
  'name' | 'docstring' | 'status' | 'startedAt' | 'endedAt' | 'upstream'
>;

/** A run with its steps in one statement. False when the project has a run of this name. */
export async function insertRun(
  tx: Transaction,
  row: typeof pipelineRuns.$inferInsert,
  steps: readonly StepColumns[],
): Promise<boolean> {
  const inserted = tx
    .insert(pipelineRuns)
    .values(row)
    .onConflictDoNothing()
    .returning({ projectId: pipelineRuns.projectId, id: pipelineRuns.id });
  const made = await tx.execute(sql`
    with run as (${inserted.getSQL()}), steps as (
      insert into run_steps (project_id, run_id, position, name, docstring, status, started_at, ended_at, upstream)
      select run.project_id, run.id, s.position - 1, s.step ->> 'name', s.step ->> 'docstring', s.step ->> 'status',
        (s.step ->> 'startedAt')::timestamptz, (s.step ->> 'endedAt')::timestamptz,
        case when json_typeof(s.step -> 'upstream') = 'array'
          then array(select json_array_elements_text(s.step -> 'upstream')) end
      from run, json_array_elements(${JSON.stringify(steps)}::text::json) with ordinality as s(step, position))
    select id from run`);
  return made.length > 0;
}

/** Where a run is to be registered, as far as that is there. */
export interface RunTarget {
  readonly project: Pick<ProjectRow, 'id' | 'name'>;
  readonly pipeline: Pick<PipelineRow, 'projectId' | 'id' | 'name' | 'docstring'> | null;
  /** The registered stack of the name. */
  readonly stackId: string | null;
}

/** The living project of this name or row id with the pipeline and the stack of these names; null without a project. */
export async function findRunTarget(
  executor: Executor,
  names: {
    readonly project: { readonly name: string } | { readonly id: string };
    readonly pipeline: string;
    readonly stack: string;
  },
): Promise<RunTarget | null> {
  const { project } = names;
  const isIt = 'id' in project ? sql`p.id = ${project.id}::uuid` : sql`p.name = ${findable(project.name)}`;
  const [row] = await executor.execute<{
    id: string;
    name: string;
    pipeline_id: string | null;
    pipeline: string | null;
    docstring: string | null;
    stack_id: string | null;
  }>(sql`select p.id, p.name, l.id as pipeline_id, l.name as pipeline, l.docstring,
      (select s.id from stacks s where s.name = ${findable(names.stack)} and s.deleted_at is null) as stack_id
    from projects p left join pipelines l
      on l.project_id = p.id and l.name = ${findable(names.pipeline)} and l.deleted_at is null
    where ${isIt} and p.deleted_at is null`);
  if (row === undefined) return null;
  const { id, name, pipeline, docstring } = row;
  return {
    project: { id, name },
    pipeline:
      row.pipeline_id === null || pipeline === null
        ? null
        : { projectId: id, id: row.pipeline_id, name: pipeline, docstring },
    stackId: row.stack_id,
  };
}

function named(executor: Executor) {
  return executor
    .select({ run: pipelineRuns, pipeline: pipelines.name, project: projects.name })
    .from(pipelineRuns)
    .innerJoin(
      pipelines,
      and(eq(pipelines.projectId, pipelineRuns.projectId), eq(pipelines.id, pipelineRuns.pipelineId)),
    )
    .innerJoin(projects, and(eq(projects.id, pipelineRuns.projectId), isNull(projects.deletedAt)));
}

/** Where runs are looked for: what the reader may see, in one project or in all of those. */
export interface RunScope {
  readonly scope: Scope;
  readonly projectId: string | null;
}

const inPlace = ({ scope, projectId }: RunScope) =>
  and(
    isNull(pipelineRuns.deletedAt),
    scopeCondition(scope, pipelineRuns.projectId, null),
    projectId === null ? undefined : eq(pipelineRuns.projectId, projectId),
  );

/** The newest living run of these names that the reader may see, or null. */
export async function findRun(
  executor: Executor,
  scope: RunScope,
  names: { readonly pipeline: string; readonly run: string },
): Promise<NamedRun | null> {
  const [row] = await named(executor)
    .where(
      and(
        inPlace(scope),
        eq(pipelineRuns.name, findable(names.run)),
        eq(pipelines.name, findable(names.pipeline)),
      ),
    )
    .orderBy(desc(pipelineRuns.createdAt), desc(pipelineRuns.id))
    .limit(1);
  return row ?? null;
}

/** What old clients are told of a run, no more: whole rows took most of the time of a list. */
export interface WireRunRow
  extends Pick<
    RunRow,
    | 'id'
    | 'name'
    | 'clientVersion'
    | 'gitSha'
    | 'wireProject'
    | 'pipelineSnapshot'
    | 'runtimeConfiguration'
    | 'claimedUserId'
    | 'createdById'
  > {
  /** ISO text. */
  readonly createdAt: string;
  /** The ciphertext in base64, in lines. */
  readonly stackSnapshot: string;
  /** Null unless asked for. */
  readonly stackMasked: unknown;
}

/**
 * Up to `limit` living runs of the pipelines of a name, oldest first, after the one named: a stretch of the index for
 * each such pipeline, cut at the batch, then merged. As one JSON text: the parser of JSON reads it several times as fast
 * as the drivers read rows.
 */
export async function runsOfPipeline(
  executor: Executor,
  { scope, projectId }: RunScope,
  pipeline: string,
  after: Pick<WireRunRow, 'createdAt' | 'id'> | null,
  { limit, withMasked }: { readonly limit: number; readonly withMasked: boolean },
): Promise<WireRunRow[]> {
  const place = [scopeCondition(scope, sql`p.project_id`, null)];
  if (projectId !== null) place.push(sql`p.project_id = ${projectId}::uuid`);
  const later =
    after === null
      ? sql`true`
      : sql`(r.created_at, r.id) > (${after.createdAt}::timestamptz, ${after.id}::uuid)`;
  const picked = sql`select picked.id from pipelines p cross join lateral (
      select r.id, r.created_at from pipeline_runs r
      where r.project_id = p.project_id and r.pipeline_id = p.id and r.deleted_at is null and ${later}
      order by r.created_at, r.id limit ${limit}) picked
    where p.name = ${findable(pipeline)} and p.deleted_at is null and ${sql.join(place, sql` and `)}
      and exists (select 1 from projects pr where pr.id = p.project_id and pr.deleted_at is null)
    order by picked.created_at, picked.id limit ${limit}`;
  const [row] = await executor.execute<{ runs: string }>(sql`
    select coalesce(json_agg(t), '[]'::json)::text as runs from (
      select r.id, r.name, r.client_version as "clientVersion", r.git_sha as "gitSha",
        r.wire_project as "wireProject", r.pipeline_snapshot as "pipelineSnapshot",
        r.runtime_configuration as "runtimeConfiguration", r.claimed_user_id as "claimedUserId",
        r.created_by_id as "createdById",
        to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
        encode(r.stack_snapshot, 'base64') as "stackSnapshot",
        ${withMasked ? sql`r.stack_masked` : sql`null`} as "stackMasked"
      from pipeline_runs r where r.id in (${picked}) order by r.created_at, r.id) t`);
  return JSON.parse(row?.runs ?? '[]') as WireRunRow[];
}

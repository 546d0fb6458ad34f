import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { pipelineRuns, pipelines, projects, runSteps } from '../schema';
import { COUNT_CAP, findable } from './keyset';
import { linkedTo, OF_PIPELINE, OF_PROJECT } from './run-lists';
import type { NamedRun, RunRow } from './runs';
import type { Scope } from './scope';

export type StepRow = typeof runSteps.$inferSelect;

interface NeighbourRow {
  readonly id: string;
  readonly name: string;
  /** As JSON has it. */
  readonly startedAt: string;
}

/** A run with all that its page says besides its steps. */
export interface FullRunRow extends NamedRun {
  readonly docstring: string | null;
  readonly commitUrl: string | null;
  readonly claimedName: string | null;
  readonly previous: NeighbourRow | null;
  readonly next: NeighbourRow | null;
  readonly artifacts: number;
  /** Counted to one above the cap. */
  readonly pipelineRuns: number;
}

/** The living run of exactly this name in a project, or null. */
export async function findFullRun(
  executor: Executor,
  projectId: string,
  name: string,
  artifactScope: Scope,
): Promise<FullRunRow | null> {
  const [row] = await executor
    .select({
      run: pipelineRuns,
      pipeline: pipelines.name,
      project: projects.name,
      docstring: pipelines.docstring,
      commitUrl: projects.commitUrl,
      claimedName: claimedName(),
      previous: neighbour(sql`<`, sql`desc`),
      next: neighbour(sql`>`, sql`asc`),
      artifacts: linkedTo(artifactScope).mapWith(Number),
      // Bounds and order hold the planner to the pipeline's index.
      pipelineRuns: sql`(select count(*) from (select 1 from pipeline_runs o
        where o.project_id = ${pipelineRuns.projectId} and o.deleted_at is null
          and o.pipeline_id >= ${pipelineRuns.pipelineId} and o.pipeline_id <= ${pipelineRuns.pipelineId}
        order by o.pipeline_id, o.started_at, o.id limit ${COUNT_CAP + 1}) counted)`.mapWith(Number),
    })
    .from(pipelineRuns)
    .innerJoin(pipelines, OF_PIPELINE)
    .innerJoin(projects, OF_PROJECT)
    .where(
      and(
        eq(pipelineRuns.projectId, projectId),
        eq(pipelineRuns.name, findable(name)),
        isNull(pipelineRuns.deletedAt),
      ),
    );
  return row ?? null;
}

const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/** By the id that the client claimed, or what that one is called here since an import. */
const claimedName = () =>
  sql<string | null>`(select u.name from (select case when ${pipelineRuns.claimedUserId} ~* ${UUID}
      then ${pipelineRuns.claimedUserId}::uuid end as id) c
    left join id_aliases i on i.kind = 'user' and i.alias = c.id
    join users u on u.id = coalesce(i.target_id, c.id))`;

function neighbour(side: SQL, way: SQL) {
  const { projectId, pipelineId, startedAt, id } = pipelineRuns;
  return sql<NeighbourRow | null>`(select json_build_object('id', o.id, 'name', o.name, 'startedAt', o.started_at)
    from pipeline_runs o where o.project_id = ${projectId} and o.deleted_at is null
      and o.pipeline_id >= ${pipelineId} and o.pipeline_id <= ${pipelineId}
      and (o.pipeline_id, o.started_at, o.id) ${side} (${pipelineId}, ${startedAt}, ${id})
    order by o.pipeline_id ${way}, o.started_at ${way}, o.id ${way} limit 1)`;
}

/** The steps of the living run of this name in their order, for who does not have its id yet. */
export async function stepsNamed(executor: Executor, projectId: string, name: string): Promise<StepRow[]> {
  const rows = await executor
    .select({ step: runSteps })
    .from(pipelineRuns)
    .innerJoin(
      runSteps,
      and(eq(runSteps.projectId, pipelineRuns.projectId), eq(runSteps.runId, pipelineRuns.id)),
    )
    .where(
      and(
        eq(pipelineRuns.projectId, projectId),
        eq(pipelineRuns.name, findable(name)),
        isNull(pipelineRuns.deletedAt),
      ),
    )
    .orderBy(asc(runSteps.position));
  return rows.map(({ step }) => step);
}

/** When and by whom the last run of this name was deleted, or null when none was. */
export async function findDeletedRun(
  executor: Executor,
  projectId: string,
  name: string,
): Promise<{ at: Date; by: string } | null> {
  const [row] = await executor
    .select({ at: pipelineRuns.deletedAt, by: pipelineRuns.deletedByName })
    .from(pipelineRuns)
    .where(
      and(
        eq(pipelineRuns.projectId, projectId),
        eq(pipelineRuns.name, findable(name)),
        isNotNull(pipelineRuns.deletedAt),
      ),
    )
    .orderBy(desc(pipelineRuns.deletedAt))
    .limit(1);
  return row?.at == null ? null : { at: row.at, by: row.by ?? '' };
}

/** Where the run of this row id is, deleted ones included, with its end or its project's. */
export async function findRunById(
  executor: Executor,
  id: string,
): Promise<{
  readonly projectId: string;
  readonly project: string;
  readonly run: string;
  readonly end: { readonly at: Date; readonly by: string } | null;
} | null> {
  const [row] = await executor
    .select({
      projectId: projects.id,
      project: projects.name,
      run: pipelineRuns.name,
      at: sql<string | null>`coalesce(${pipelineRuns.deletedAt}, ${projects.deletedAt})`,
      by: sql<string | null>`coalesce(${pipelineRuns.deletedByName}, ${projects.deletedByName})`,
    })
    .from(pipelineRuns)
    .innerJoin(projects, eq(projects.id, pipelineRuns.projectId))
    .where(eq(pipelineRuns.id, id));
  if (row === undefined) return null;
  const { at, by, ...place } = row;
  return { ...place, end: at === null ? null : { at: new Date(at), by: by ?? '' } };
}

/** What comparisons look at, as it is stored. */
export interface FactsRow
  extends Pick<RunRow, 'id' | 'name' | 'gitSha' | 'clientVersion' | 'runtimeConfiguration'> {
  readonly stackMasked: unknown;
  readonly steps: readonly { readonly name: string; readonly upstream: readonly string[] | null }[];
}

const FACTS = {
  id: pipelineRuns.id,
  name: pipelineRuns.name,
  gitSha: pipelineRuns.gitSha,
  clientVersion: pipelineRuns.clientVersion,
  runtimeConfiguration: pipelineRuns.runtimeConfiguration,
  stackMasked: pipelineRuns.stackMasked,
  steps: sql<
    FactsRow['steps']
  >`(select coalesce(json_agg(json_build_object('name', s.name, 'upstream', s.upstream)
    order by s.position), '[]'::json) from run_steps s where s.project_id = pipeline_runs.project_id
      and s.run_id = pipeline_runs.id)`,
};

/** Of a pipeline, the facts of the living run that started at `from` and of those before it, newest first. */
export async function factsOfPipeline(
  executor: Executor,
  of: { readonly projectId: string; readonly pipelineId: string },
  from: Pick<RunRow, 'startedAt' | 'id'>,
  limit: number,
): Promise<FactsRow[]> {
  const { projectId, pipelineId, startedAt, id, deletedAt } = pipelineRuns;
  const value = sql`${of.pipelineId}::uuid`;
  return executor
    .select(FACTS)
    .from(pipelineRuns)
    .where(
      sql`${projectId} = ${of.projectId}::uuid and ${deletedAt} is null
        and ${pipelineId} >= ${value} and ${pipelineId} <= ${value}
        and (${pipelineId}, ${startedAt}, ${id})
          <= (${value}, ${from.startedAt.toISOString()}::timestamptz, ${from.id}::uuid)`,
    )
    .orderBy(desc(pipelineId), desc(startedAt), desc(id))
    .limit(limit);
}

/** The facts of living runs of a project by row id, in no order. */
export async function factsOfRuns(
  executor: Executor,
  projectId: string,
  ids: readonly string[],
): Promise<FactsRow[]> {
  if (ids.length === 0) return [];
  return executor
    .select(FACTS)
    .from(pipelineRuns)
    .where(
      and(
        eq(pipelineRuns.projectId, projectId),
        inArray(pipelineRuns.id, [...ids]),
        isNull(pipelineRuns.deletedAt),
      ),
    );
}

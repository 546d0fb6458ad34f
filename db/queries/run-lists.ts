import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { pipelineRuns, pipelines, projects } from '../schema';
import { COUNT_CAP, type Keyset } from './keyset';
import { inOrder, type RunChoice, stretchOf } from './run-choice';
import { type Scope, scopeCondition } from './scope';

/** What a list says of a run: no snapshots. */
export interface RunListRow
  extends Pick<
    typeof pipelineRuns.$inferSelect,
    | 'id'
    | 'projectId'
    | 'name'
    | 'status'
    | 'startedAt'
    | 'endedAt'
    | 'stackName'
    | 'stackId'
    | 'gitSha'
    | 'createdAt'
    | 'createdByName'
    | 'claimedUserId'
  > {
  readonly project: string;
  readonly pipeline: string;
  readonly steps: number;
  /** Linked living artifacts that the reader may see. */
  readonly artifacts: number;
}

/** A row of one page. */
export interface RunPageRow extends RunListRow {
  /** How many there are in all, counted to one above the cap, the same in every row. */
  readonly total: number;
}

/** Columns of a {@link RunListRow}; `artifactScope` is what of artifacts the reader may see. */
export const listColumns = (artifactScope: Scope) => ({
  id: pipelineRuns.id,
  projectId: pipelineRuns.projectId,
  project: projects.name,
  pipeline: pipelines.name,
  name: pipelineRuns.name,
  status: pipelineRuns.status,
  startedAt: pipelineRuns.startedAt,
  endedAt: pipelineRuns.endedAt,
  stackName: pipelineRuns.stackName,
  stackId: pipelineRuns.stackId,
  gitSha: pipelineRuns.gitSha,
  createdAt: pipelineRuns.createdAt,
  createdByName: pipelineRuns.createdByName,
  claimedUserId: pipelineRuns.claimedUserId,
  steps: sql`(select count(*) from run_steps s where s.project_id = ${pipelineRuns.projectId}
    and s.run_id = ${pipelineRuns.id})`.mapWith(Number),
  artifacts: linkedTo(artifactScope).mapWith(Number),
});

/** How many living artifacts that the reader may see are linked to a run. */
export const linkedTo = (artifactScope: Scope): SQL =>
  sql`(select count(*) from run_artifacts l
    join artifacts a on a.project_id = l.artifact_project_id and a.id = l.artifact_id and a.deleted_at is null
    join projects ap on ap.id = a.project_id and ap.deleted_at is null
    where l.project_id = ${pipelineRuns.projectId} and l.run_id = ${pipelineRuns.id}
      and ${scopeCondition(artifactScope, sql`a.project_id`, sql`a.model_id`)})`;

export const OF_PIPELINE = and(
  eq(pipelines.projectId, pipelineRuns.projectId),
  eq(pipelines.id, pipelineRuns.pipelineId),
);
export const OF_PROJECT = and(eq(projects.id, pipelineRuns.projectId), isNull(projects.deletedAt));

interface Paging {
  readonly artifactScope: Scope;
  readonly keyset: Keyset | null;
  readonly limit: number;
}

/** One page (`limit + 1` rows) of a project's runs, newest start first. */
export async function listRunRows(
  executor: Executor,
  choice: RunChoice,
  paging: Paging,
): Promise<RunPageRow[]> {
  const { where, orderBy } = stretchOf(choice, paging.keyset);
  const picked = sql`select ${pipelineRuns.id} from ${pipelineRuns} where ${where} order by ${orderBy}
    limit ${paging.limit + 1}`;
  return rowsOf(executor, picked, countingRuns(choice), paging);
}

/** How many runs match, counted to one above the cap. */
export async function countRuns(executor: Executor, choice: RunChoice): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(countingRuns(choice));
  return Number(row?.n ?? 0);
}

/** The order holds the planner to the index of the stretch. */
function countingRuns(choice: RunChoice): SQL {
  const { where, orderBy } = stretchOf(choice, null);
  return sql`select count(*) as n from (select 1 from ${pipelineRuns} where ${where} order by ${orderBy}
    limit ${COUNT_CAP + 1}) counted`;
}

/** Runs of a stack in all projects of the scope. */
export interface StackRunChoice {
  readonly stackId: string;
  readonly scope: Scope;
}

/** One page (`limit + 1` rows) of a stack's runs, newest start first. */
export async function listStackRunRows(
  executor: Executor,
  choice: StackRunChoice,
  paging: Paging,
): Promise<RunPageRow[]> {
  const picked = pickedOfStack(choice, sql`pipeline_runs.id`, paging.keyset, paging.limit + 1);
  return rowsOf(executor, picked, countingOfStack(choice), paging);
}

/** How many runs match, counted to one above the cap. */
export async function countStackRuns(executor: Executor, choice: StackRunChoice): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(countingOfStack(choice));
  return Number(row?.n ?? 0);
}

const countingOfStack = (choice: StackRunChoice): SQL =>
  sql`select count(*) as n from (select 1 from (${pickedOfStack(choice, sql`1`, null, COUNT_CAP + 1)}) used
    limit ${COUNT_CAP + 1}) counted`;

/**
 * For who reads all projects one stretch; for others one in each project that they read, cut at the page: a stack that
 * a million runs elsewhere used would be read through for a few.
 */
export function pickedOfStack(
  { stackId, scope }: StackRunChoice,
  columns: SQL,
  keyset: Keyset | null,
  limit: number,
): SQL {
  const living = sql`${pipelineRuns.deletedAt} is null`;
  const always = { since: null, until: null };
  const stack = { column: pipelineRuns.stackId, value: sql`${stackId}::uuid` };
  if (scope.all) {
    // No index of a project can lead astray here, and `=` lets the planner know how many there are.
    const { where, orderBy } = inOrder([], always, keyset);
    return sql`select ${columns} from ${pipelineRuns} where ${living} and ${stack.column} = ${stack.value}
      and ${pipelineRuns.projectId} not in (select id from projects where deleted_at is not null)
      and ${sql.join([sql`true`, ...where], sql` and `)} order by ${orderBy} limit ${limit}`;
  }
  const project = { column: pipelineRuns.projectId, value: sql`p.id` };
  const { where, orderBy } = inOrder([stack, project], always, keyset);
  return sql`select picked.* from projects p cross join lateral (
      select ${columns} from ${pipelineRuns} where ${living} and ${sql.join(where, sql` and `)}
      order by ${orderBy} limit ${limit}) picked
    where p.deleted_at is null and ${scopeCondition(scope, sql`p.id`, null)}`;
}

/** Rows of picked ids, in the order of starting. */
async function rowsOf(
  executor: Executor,
  picked: SQL,
  counting: SQL,
  { artifactScope, keyset, limit }: Paging,
): Promise<RunPageRow[]> {
  const { orderBy } = inOrder([], { since: null, until: null }, keyset);
  return executor
    .select({ ...listColumns(artifactScope), total: sql`(${counting})`.mapWith(Number) })
    .from(pipelineRuns)
    .innerJoin(pipelines, OF_PIPELINE)
    .innerJoin(projects, OF_PROJECT)
    .where(sql`${pipelineRuns.id} in (${picked})`)
    .orderBy(orderBy)
    .limit(limit + 1);
}

/** Living runs of a project by row id, in no order. */
export async function runsByIds(
  executor: Executor,
  projectId: string,
  ids: readonly string[],
  artifactScope: Scope,
): Promise<RunListRow[]> {
  if (ids.length === 0) return [];
  return executor
    .select(listColumns(artifactScope))
    .from(pipelineRuns)
    .innerJoin(pipelines, OF_PIPELINE)
    .innerJoin(projects, OF_PROJECT)
    .where(
      and(
        eq(pipelineRuns.projectId, projectId),
        inArray(pipelineRuns.id, [...ids]),
        isNull(pipelineRuns.deletedAt),
      ),
    );
}

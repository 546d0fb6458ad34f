import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { pipelineRuns, pipelines } from '../schema';
import { containing, findable, type Keyset } from './keyset';
import type { RunRow } from './runs';
import { type Scope, scopeCondition } from './scope';

/** Which living runs of a project; null leaves nothing out. */
export interface RunChoice {
  readonly projectId: string;
  readonly scope: Scope;
  readonly pipeline: string | null;
  readonly stack: string | null;
  readonly user: string | null;
  readonly commit: CommitChoice | null;
  readonly status: RunRow['status'] | null;
  readonly since: Date | null;
  readonly until: Date | null;
  readonly search: string | null;
}

/** One commit, or all that lie between these two by their characters' codes. */
export interface CommitChoice {
  readonly first: string;
  readonly last: string;
}

/**
 * What a project's commits of this beginning (hex digits) come down to: nearly always one, whose runs the index has in
 * the order of starting.
 */
export async function commitsFrom(
  executor: Executor,
  projectId: string,
  beginning: string,
): Promise<CommitChoice> {
  const end = beginning.slice(0, -1) + String.fromCharCode(beginning.charCodeAt(beginning.length - 1) + 1);
  const at = (way: SQL) => sql`(select ${pipelineRuns.gitSha} from ${pipelineRuns}
    where ${pipelineRuns.projectId} = ${projectId}::uuid and ${pipelineRuns.deletedAt} is null
      and ${pipelineRuns.gitSha} is not null
      and ${pipelineRuns.gitSha} ~>=~ ${beginning} and ${pipelineRuns.gitSha} ~<~ ${end}
    order by ${pipelineRuns.gitSha} using ${way} limit 1)`;
  const [row] = await executor.execute<{ first: string | null; last: string | null }>(
    sql`select ${at(sql`~<~`)} as first, ${at(sql`~>~`)} as last`,
  );
  return { first: row?.first ?? beginning, last: row?.last ?? beginning };
}

/** A stretch of one index over runs, and its order. */
interface Stretch {
  readonly where: SQL;
  readonly orderBy: SQL;
}

interface Lead {
  readonly column: SQLWrapper;
  readonly value: SQL;
}

/**
 * The stretch of a choice's page. A single choice leads the order too, with its value as both bounds: with `=` the
 * planner takes the project's index where nearly all runs have one value, and reads them all to find that another has
 * none. Of several choices the planner knows better which one is rare.
 */
export function stretchOf(choice: RunChoice, keyset: Keyset | null): Stretch {
  const leads = leadsOf(choice);
  const [only] = leads;
  const lead = leads.length === 1 && only !== undefined ? only : null;
  const parts = [
    sql`${pipelineRuns.projectId} = ${choice.projectId}::uuid and ${pipelineRuns.deletedAt} is null`,
    scopeCondition(choice.scope, pipelineRuns.projectId, null),
    ...(lead === null ? leads.map(({ column, value }) => sql`${column} = ${value}`) : []),
    ...otherwise(choice),
  ];
  const { where, orderBy } = inOrder(lead === null ? [] : [lead], choice, keyset);
  return { where: sql.join([...parts, ...where], sql` and `), orderBy };
}

/** The order of starting below what leads it, newest first, and where a page of it begins. */
export function inOrder(
  leads: readonly Lead[],
  { since, until }: Pick<RunChoice, 'since' | 'until'>,
  keyset: Keyset | null,
): { readonly where: SQL[]; readonly orderBy: SQL } {
  const { startedAt, id } = pipelineRuns;
  const columns = leads.map(({ column }) => column);
  const values = leads.map(({ value }) => value);
  const row = (...more: SQLWrapper[]) => sql`(${sql.join([...columns, ...more], sql`, `)})`;
  const at = (...more: SQL[]) => sql`(${sql.join([...values, ...more], sql`, `)})`;
  const where = leads.map(({ column, value }) => sql`${column} >= ${value} and ${column} <= ${value}`);
  // Rows compared as a whole bound what is read of the index; a column after a range does not.
  if (since !== null) where.push(sql`${row(startedAt)} >= ${at(instant(since))}`);
  if (until !== null) where.push(sql`${row(startedAt)} < ${at(instant(until))}`);
  const backward = keyset?.backward ?? false;
  if (keyset !== null) {
    const place = at(sql`${keyset.at[0]}::timestamptz`, sql`${keyset.at[1]}::uuid`);
    where.push(backward ? sql`${row(startedAt, id)} > ${place}` : sql`${row(startedAt, id)} < ${place}`);
  }
  const way = backward ? sql`asc` : sql`desc`;
  return {
    where,
    orderBy: sql.join(
      [...columns, startedAt, id].map((column) => sql`${column} ${way}`),
      sql`, `,
    ),
  };
}

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

function leadsOf({ projectId, pipeline, stack, user, status }: RunChoice): Lead[] {
  const leads: Lead[] = [];
  if (pipeline !== null) {
    const value = sql`(select ${pipelines.id} from ${pipelines} where ${and(
      eq(pipelines.projectId, projectId),
      eq(pipelines.name, findable(pipeline)),
    )} and ${pipelines.deletedAt} is null)`;
    leads.push({ column: pipelineRuns.pipelineId, value });
  }
  if (stack !== null) leads.push({ column: pipelineRuns.stackName, value: sql`${findable(stack)}::text` });
  if (user !== null) leads.push({ column: pipelineRuns.createdByName, value: sql`${findable(user)}::text` });
  if (status !== null) leads.push({ column: pipelineRuns.status, value: sql`${status}::text` });
  return leads;
}

function otherwise({ commit, search }: RunChoice): SQL[] {
  const { gitSha, name } = pipelineRuns;
  const parts: SQL[] = [];
  if (commit !== null)
    parts.push(
      commit.first === commit.last
        ? sql`${gitSha} = ${commit.first}`
        : sql`${gitSha} ~>=~ ${commit.first} and ${gitSha} ~<=~ ${commit.last}`,
    );
  if (search !== null) parts.push(sql`${name} ilike ${containing(search)}`);
  return parts;
}

import { and, count, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { artifacts, models, pipelineRuns, projects, roleAssignments, tokens, versions } from '../schema';
import type { PowerTransaction } from './administrators';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage } from './keyset';
import { type Scope, scopeCondition } from './scope';

export type ProjectRow = typeof projects.$inferSelect;
type Change = Partial<
  Pick<ProjectRow, 'name' | 'nameKey' | 'description' | 'commitUrl' | 'deletedAt' | 'deletedByName'>
> &
  Partial<Pick<ProjectRow, 'updatedAt' | 'updatedById' | 'updatedByName'>>;

/** The project of this name, written exactly so, or null. */
export async function findProject(executor: Executor, name: string): Promise<ProjectRow | null> {
  const [row] = await executor
    .select()
    .from(projects)
    .where(and(eq(projects.name, findable(name)), isNull(projects.deletedAt)));
  return row ?? null;
}

/** The living project of this row id, or null. */
export async function findProjectById(executor: Executor, id: string): Promise<ProjectRow | null> {
  const [row] = await executor
    .select()
    .from(projects)
    .where(and(eq(projects.id, id), isNull(projects.deletedAt)));
  return row ?? null;
}

/** When and by whom the project was deleted that last bore this name, or null. */
export async function findDeletedProject(
  executor: Executor,
  name: string,
): Promise<{ by: string; at: Date } | null> {
  const [row] = await executor
    .select({ by: projects.deletedByName, at: projects.deletedAt })
    .from(projects)
    .where(and(eq(projects.name, findable(name)), isNotNull(projects.deletedAt)))
    .orderBy(desc(projects.deletedAt))
    .limit(1);
  return row === undefined || row.at === null ? null : { by: row.by ?? '', at: row.at };
}

/** Inserts, or null when the name is taken. */
export async function insertProject(
  tx: PowerTransaction,
  row: typeof projects.$inferInsert,
): Promise<ProjectRow | null> {
  const [made] = await tx.insert(projects).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Changes a living project; null when it is gone by now. Breaks `projects_name_key` when the name is taken. */
export async function updateProjectRow(
  tx: PowerTransaction,
  id: string,
  change: Change,
): Promise<ProjectRow | null> {
  const [row] = await tx
    .update(projects)
    .set(change)
    .where(and(eq(projects.id, id), isNull(projects.deletedAt)))
    .returning();
  return row ?? null;
}

/** Changes what a project says of itself, and not its name; null when it is gone by now. */
export async function describeProject(
  tx: Transaction,
  id: string,
  change: Omit<Change, 'name' | 'nameKey' | 'deletedAt' | 'deletedByName'>,
): Promise<ProjectRow | null> {
  const [row] = await tx
    .update(projects)
    .set(change)
    .where(and(eq(projects.id, id), isNull(projects.deletedAt)))
    .returning();
  return row ?? null;
}

/** Living things of a project, for the preview of its deletion. */
export async function countsOfProject(
  executor: Executor,
  projectId: string,
): Promise<{
  models: number;
  versions: number;
  artifacts: number;
  runs: number;
  assignments: number;
  tokens: number;
}> {
  const rows = await executor.execute<{
    models: string;
    versions: string;
    artifacts: string;
    runs: string;
    assignments: string;
    tokens: string;
  }>(sql`select
    (select count(*) from ${models} where project_id = ${projectId} and deleted_at is null) as models,
    (select count(*) from ${versions} where project_id = ${projectId} and deleted_at is null) as versions,
    (select count(*) from ${artifacts} where project_id = ${projectId} and deleted_at is null) as artifacts,
    (select count(*) from ${pipelineRuns} where project_id = ${projectId} and deleted_at is null) as runs,
    (select count(*) from ${roleAssignments} where project_id = ${projectId}) as assignments,
    (select count(*) from ${tokens} where project_id = ${projectId} and revoked_at is null) as tokens`);
  const [row] = rows;
  return {
    models: Number(row?.models ?? 0),
    versions: Number(row?.versions ?? 0),
    artifacts: Number(row?.artifacts ?? 0),
    runs: Number(row?.runs ?? 0),
    assignments: Number(row?.assignments ?? 0),
    tokens: Number(row?.tokens ?? 0),
  };
}

/** Takes away what was granted on a project: assignments go, tokens bound to it are revoked. */
export async function dropGrantsOnProject(tx: PowerTransaction, projectId: string, now: Date): Promise<void> {
  await tx.delete(roleAssignments).where(eq(roleAssignments.projectId, projectId));
  await tx
    .update(tokens)
    .set({ revokedAt: now })
    .where(and(eq(tokens.projectId, projectId), isNull(tokens.revokedAt)));
}

export type ProjectSort = 'name' | 'created';

export interface ProjectListRow extends ProjectRow {
  /** Living models that the reader may see, counted to 1,000. */
  readonly models: number;
  /** As {@link countProjects}, the same in every row. */
  readonly total: number;
}

interface ListQuery {
  readonly scope: Scope;
  /** What of the models the reader may see. */
  readonly modelScope: Scope;
  readonly search: string | null;
}

type Choice = Pick<ListQuery, 'scope' | 'search'>;

function listed({ scope, search }: Choice): SQL | undefined {
  return and(
    isNull(projects.deletedAt),
    scopeCondition(scope, projects.id, null),
    search === null ? undefined : sql`${projects.name} ilike ${containing(search)}`,
  );
}

/** One more than `limit` rows of a page. */
export async function listProjectRows(
  executor: Executor,
  query: ListQuery & { sort: ProjectSort; keyset: Keyset | null; limit: number },
): Promise<ProjectListRow[]> {
  const page = keysetPage(
    query.sort === 'name'
      ? [
          { column: projects.nameKey, type: 'text' },
          { column: projects.id, type: 'id' },
        ]
      : [
          { column: projects.createdAt, type: 'instant' },
          { column: projects.id, type: 'id' },
        ],
    query.sort === 'created',
    query.keyset,
  );
  const readable = scopeCondition(query.modelScope, sql`lm.project_id`, sql`lm.id`);
  const rows = await executor
    .select({
      project: projects,
      models: sql<string>`(select count(*) from (select 1 from models lm
        where lm.project_id = ${projects}.id and lm.deleted_at is null and ${readable} limit 1000) counted)`,
      total: sql`(${counting(executor, query)})`.mapWith(Number),
    })
    .from(projects)
    .where(and(listed(query), page.where))
    .orderBy(page.orderBy)
    .limit(query.limit + 1);
  return rows.map((row) => ({ ...row.project, models: Number(row.models), total: row.total }));
}

/** How many a list holds, to one more than the cap. */
export async function countProjects(executor: Executor, choice: Choice): Promise<number> {
  const [row] = await counting(executor, choice);
  return row?.n ?? 0;
}

function counting(executor: Executor, choice: Choice) {
  const some = executor
    .select({ one: sql`1`.as('one') })
    .from(projects)
    .where(listed(choice))
    .limit(COUNT_CAP + 1)
    .as('some');
  return executor.select({ n: count() }).from(some);
}

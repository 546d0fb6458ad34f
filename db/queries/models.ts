import { and, count, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { artifacts, models, projects, rolePermissions, roles, versions } from '../schema';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage } from './keyset';
import { type Scope, scopeCondition } from './scope';

export type ModelRow = typeof models.$inferSelect;

interface Ended {
  readonly deletedAt: Date;
  readonly deletedByName: string;
}

/** The model of this name in the project, written exactly so, or null. */
export async function findModel(
  executor: Executor,
  projectId: string,
  name: string,
): Promise<ModelRow | null> {
  const [row] = await executor
    .select()
    .from(models)
    .where(and(eq(models.projectId, projectId), eq(models.name, findable(name)), isNull(models.deletedAt)));
  return row ?? null;
}

/** A project and one of its models by name, in one query; each null when absent. */
export async function findProjectAndModel(
  executor: Executor,
  projectName: string,
  modelName: string,
): Promise<{ project: typeof projects.$inferSelect | null; model: ModelRow | null }> {
  const [row] = await executor
    .select({ project: projects, model: models })
    .from(projects)
    .leftJoin(
      models,
      and(eq(models.projectId, projects.id), eq(models.name, findable(modelName)), isNull(models.deletedAt)),
    )
    .where(and(eq(projects.name, findable(projectName)), isNull(projects.deletedAt)));
  return { project: row?.project ?? null, model: row?.model ?? null };
}

/** The living model of this row id with its project's name, or null. */
export async function findModelById(
  executor: Executor,
  id: string,
): Promise<{ model: ModelRow; project: string } | null> {
  const [row] = await executor
    .select({ model: models, project: projects.name })
    .from(models)
    .innerJoin(projects, eq(projects.id, models.projectId))
    .where(and(eq(models.id, id), isNull(models.deletedAt), isNull(projects.deletedAt)));
  return row ?? null;
}

/** When and by whom the last model of this name was deleted, or null when none was. */
export async function findDeletedModel(
  executor: Executor,
  projectId: string,
  name: string,
): Promise<{ at: Date; by: string } | null> {
  const [row] = await executor
    .select({ at: models.deletedAt, by: models.deletedByName })
    .from(models)
    .where(and(eq(models.projectId, projectId), eq(models.name, findable(name)), isNotNull(models.deletedAt)))
    .orderBy(desc(models.deletedAt))
    .limit(1);
  return row?.at == null ? null : { at: row.at, by: row.by ?? '' };
}

/** Inserts, or null when the name is taken: the unique index decides, so of 1,000 at once exactly one gets a row. */
export async function insertModel(
  tx: Transaction,
  row: typeof models.$inferInsert,
): Promise<ModelRow | null> {
  const [made] = await tx.insert(models).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Renames or moves; null when it is gone by now. Breaks `models_name` when the name is taken. */
export async function updateModel(
  tx: Transaction,
  id: string,
  change: Partial<Pick<ModelRow, 'name' | 'nameKey' | 'projectId'>> &
    Pick<ModelRow, 'updatedAt' | 'updatedById' | 'updatedByName'>,
): Promise<ModelRow | null> {
  const [row] = await tx
    .update(models)
    .set(change)
    .where(and(eq(models.id, id), isNull(models.deletedAt)))
    .returning();
  return row ?? null;
}

/** How much a deletion would take: living versions and artifacts of a model. */
export async function countOfModel(
  executor: Executor,
  projectId: string,
  modelId: string,
): Promise<{ versions: number; artifacts: number }> {
  const [v] = await executor
    .select({ n: count() })
    .from(versions)
    .where(and(eq(versions.projectId, projectId), eq(versions.modelId, modelId), isNull(versions.deletedAt)));
  const [a] = await executor
    .select({ n: count() })
    .from(artifacts)
    .where(
      and(eq(artifacts.projectId, projectId), eq(artifacts.modelId, modelId), isNull(artifacts.deletedAt)),
    );
  return { versions: v?.n ?? 0, artifacts: a?.n ?? 0 };
}

/** Marks a model and everything in it as deleted and takes away what was granted on it. False when it is gone by now. */
export async function softDeleteModel(tx: Transaction, model: ModelRow, ended: Ended): Promise<boolean> {
  const gone = await tx
    .update(models)
    .set(ended)
    .where(and(eq(models.id, model.id), isNull(models.deletedAt)))
    .returning({ id: models.id });
  if (gone.length === 0) return false;
  await tx
    .update(versions)
    .set(ended)
    .where(
      and(
        eq(versions.projectId, model.projectId),
        eq(versions.modelId, model.id),
        isNull(versions.deletedAt),
      ),
    );
  await tx
    .update(artifacts)
    .set(ended)
    .where(
      and(
        eq(artifacts.projectId, model.projectId),
        eq(artifacts.modelId, model.id),
        isNull(artifacts.deletedAt),
      ),
    );
  await tx.delete(roles).where(eq(roles.modelId, model.id));
  await tx.delete(rolePermissions).where(eq(rolePermissions.resourceId, model.id));
  return true;
}

export type ModelSort = 'name' | 'created';

export interface ModelListRow extends ModelRow {
  /** Living versions, counted to 1,000. */
  readonly versions: number;
  /** Latest write of any artifact in it. */
  readonly lastWrite: Date | null;
  /** As {@link countModels}, the same in every row. */
  readonly total: number;
}

interface ModelChoice {
  readonly projectId: string;
  readonly scope: Scope;
  readonly search: string | null;
}

function listed(projectId: string, scope: Scope, search: string | null): SQL | undefined {
  return and(
    eq(models.projectId, projectId),
    isNull(models.deletedAt),
    scopeCondition(scope, models.projectId, models.id),
    search === null ? undefined : sql`${models.name} ilike ${containing(search)}`,
  );
}

/** One page (`limit + 1` rows) of the readable models of a project. */
export async function listModelRows(
  executor: Executor,
  query: ModelChoice & { sort: ModelSort; keyset: Keyset | null; limit: number },
): Promise<ModelListRow[]> {
  const { where, orderBy } =
    query.sort === 'name'
      ? keysetPage([{ column: models.nameKey, type: 'text' }, ID], false, query.keyset)
      : keysetPage([{ column: models.createdAt, type: 'instant' }, ID], true, query.keyset);
  const rows = await executor
    .select({
      model: models,
      // Written out: of a single table the builder leaves the table's name away, which inside would be another's column.
      // The orders hold the planner to the model's index: where one model has nearly everything it would read all.
      versions: sql`(select count(*) from (select 1 from versions v where v.project_id = models.project_id
        and v.model_id = models.id and v.deleted_at is null order by v.created_at limit 1000) counted)`.mapWith(
        Number,
      ),
      lastWrite: sql<string | null>`(select a.updated_at from artifacts a
        where a.project_id = models.project_id and a.model_id >= models.id and a.model_id <= models.id
          and a.deleted_at is null order by a.model_id desc, a.updated_at desc limit 1)`,
      total: sql`(${counting(executor, query)})`.mapWith(Number),
    })
    .from(models)
    .where(and(listed(query.projectId, query.scope, query.search), where))
    .orderBy(orderBy)
    .limit(query.limit + 1);
  return rows.map(({ model, versions: n, lastWrite, total }) => ({
    ...model,
    versions: n,
    total,
    lastWrite: lastWrite === null ? null : new Date(lastWrite),
  }));
}

const ID = { column: models.id, type: 'id' } as const;

/** How many readable models match, counted to one above the cap. */
export async function countModels(executor: Executor, choice: ModelChoice): Promise<number> {
  const [row] = await counting(executor, choice);
  return row?.n ?? 0;
}

function counting(executor: Executor, { projectId, scope, search }: ModelChoice) {
  const capped = executor
    .select({ one: sql`1`.as('one') })
    .from(models)
    .where(listed(projectId, scope, search))
    .limit(COUNT_CAP + 1)
    .as('capped');
  return executor.select({ n: count() }).from(capped);
}

/**
 * Names of all readable models of a project in the order of making, as old clients list them; `also` narrows to what
 * somebody else reads as well.
 */
export async function modelNames(
  executor: Executor,
  projectId: string,
  scope: Scope,
  also: Scope = { all: true },
): Promise<string[]> {
  const rows = await executor
    .select({ name: models.name })
    .from(models)
    .where(and(listed(projectId, scope, null), scopeCondition(also, models.projectId, models.id)))
    .orderBy(models.createdAt, models.id);
  return rows.map((row) => row.name);
}

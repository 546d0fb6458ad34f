import { and, count, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { artifacts, models, projects, versions } from '../schema';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage } from './keyset';
import type { ModelRow } from './models';

export type VersionRow = typeof versions.$inferSelect;

interface Ended {
  readonly deletedAt: Date;
  readonly deletedByName: string;
}

/** A model and one of its versions by name, in one query; each null when absent. */
export async function findModelAndVersion(
  executor: Executor,
  projectId: string,
  modelName: string,
  version: string,
): Promise<{ model: ModelRow | null; version: VersionRow | null }> {
  const [row] = await executor
    .select({ model: models, version: versions })
    .from(models)
    .leftJoin(
      versions,
      and(
        eq(versions.projectId, models.projectId),
        eq(versions.modelId, models.id),
        eq(versions.name, findable(version)),
        isNull(versions.deletedAt),
      ),
    )
    .where(
      and(eq(models.projectId, projectId), eq(models.name, findable(modelName)), isNull(models.deletedAt)),
    );
  return { model: row?.model ?? null, version: row?.version ?? null };
}

/** As {@link findModelAndVersion} with the project in the same query. */
export async function findProjectModelAndVersion(
  executor: Executor,
  projectName: string,
  modelName: string,
  version: string,
): Promise<{
  project: typeof projects.$inferSelect | null;
  model: ModelRow | null;
  version: VersionRow | null;
}> {
  const [row] = await executor
    .select({ project: projects, model: models, version: versions })
    .from(projects)
    .leftJoin(
      models,
      and(eq(models.projectId, projects.id), eq(models.name, findable(modelName)), isNull(models.deletedAt)),
    )
    .leftJoin(
      versions,
      and(
        eq(versions.projectId, models.projectId),
        eq(versions.modelId, models.id),
        eq(versions.name, findable(version)),
        isNull(versions.deletedAt),
      ),
    )
    .where(and(eq(projects.name, findable(projectName)), isNull(projects.deletedAt)));
  return { project: row?.project ?? null, model: row?.model ?? null, version: row?.version ?? null };
}

/** The living version of this row id, or null. */
export async function findVersionById(executor: Executor, id: string): Promise<VersionRow | null> {
  const [row] = await executor
    .select()
    .from(versions)
    .where(and(eq(versions.id, id), isNull(versions.deletedAt)));
  return row ?? null;
}

/** When and by whom the last version of this name was deleted, or null when none was. */
export async function findDeletedVersion(
  executor: Executor,
  model: ModelRow,
  name: string,
): Promise<{ at: Date; by: string } | null> {
  const [row] = await executor
    .select({ at: versions.deletedAt, by: versions.deletedByName })
    .from(versions)
    .where(
      and(
        eq(versions.projectId, model.projectId),
        eq(versions.modelId, model.id),
        eq(versions.name, findable(name)),
        isNotNull(versions.deletedAt),
      ),
    )
    .orderBy(desc(versions.deletedAt))
    .limit(1);
  return row?.at == null ? null : { at: row.at, by: row.by ?? '' };
}

/** Inserts, or null when the model has a version of this name. */
export async function insertVersion(
  tx: Transaction,
  row: typeof versions.$inferInsert,
): Promise<VersionRow | null> {
  const [made] = await tx.insert(versions).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Renames; null when it is gone by now. Breaks `versions_name` when the name is taken. */
export async function renameVersionRow(
  tx: Transaction,
  id: string,
  change: Pick<VersionRow, 'name' | 'updatedAt' | 'updatedById' | 'updatedByName'>,
): Promise<VersionRow | null> {
  const [row] = await tx
    .update(versions)
    .set(change)
    .where(and(eq(versions.id, id), isNull(versions.deletedAt)))
    .returning();
  return row ?? null;
}

/** How many artifacts a version's deletion would take: its own, not those of the model. */
export async function countOfVersion(executor: Executor, version: VersionRow): Promise<number> {
  const [row] = await executor.select({ n: count() }).from(artifacts).where(ownArtifacts(version));
  return row?.n ?? 0;
}

/** Marks a version and its own artifacts as deleted. False when it is gone by now. */
export async function softDeleteVersion(
  tx: Transaction,
  version: VersionRow,
  ended: Ended,
): Promise<boolean> {
  const gone = await tx
    .update(versions)
    .set(ended)
    .where(and(eq(versions.id, version.id), isNull(versions.deletedAt)))
    .returning({ id: versions.id });
  if (gone.length === 0) return false;
  await tx.update(artifacts).set(ended).where(ownArtifacts(version));
  return true;
}

function ownArtifacts(version: VersionRow): SQL | undefined {
  return and(
    eq(artifacts.projectId, version.projectId),
    eq(artifacts.modelId, version.modelId),
    eq(artifacts.versionId, version.id),
    isNull(artifacts.deletedAt),
  );
}

export type VersionSort = 'name' | 'created';

export interface VersionListRow extends VersionRow {
  /** Living artifacts of the version's own, counted to 1,000. */
  readonly artifacts: number;
  readonly lastWrite: Date | null;
  /** As {@link countVersions}, the same in every row. */
  readonly total: number;
}

interface VersionChoice {
  readonly model: ModelRow;
  readonly search: string | null;
}

function listed(model: ModelRow, search: string | null): SQL | undefined {
  return and(
    eq(versions.projectId, model.projectId),
    eq(versions.modelId, model.id),
    isNull(versions.deletedAt),
    search === null ? undefined : sql`${versions.name} ilike ${containing(search)}`,
  );
}

const ID = { column: versions.id, type: 'id' } as const;

/** One page (`limit + 1` rows) of a model's versions. */
export async function listVersionRows(
  executor: Executor,
  query: VersionChoice & { sort: VersionSort; keyset: Keyset | null; limit: number },
): Promise<VersionListRow[]> {
  const { where, orderBy } =
    query.sort === 'name'
      ? keysetPage([{ column: versions.name, type: 'text' }, ID], false, query.keyset)
      : keysetPage([{ column: versions.createdAt, type: 'instant' }, ID], true, query.keyset);
  // Written out: of a single table the builder leaves the table's name away, which inside would be another's column.
  // The orders hold the planner to the version's index: where one version has nearly everything it would read all.
  const own = sql`a.project_id = versions.project_id and a.model_id = versions.model_id
    and a.version_id >= versions.id and a.version_id <= versions.id and a.deleted_at is null`;
  const rows = await executor
    .select({
      version: versions,
      artifacts:
        sql`(select count(*) from (select 1 from artifacts a where ${own} order by a.version_id, a.updated_at limit 1000) counted)`.mapWith(
          Number,
        ),
      lastWrite: sql<string | null>`(select a.updated_at from artifacts a where ${own}
        order by a.version_id desc, a.updated_at desc limit 1)`,
      total: sql`(${counting(executor, query)})`.mapWith(Number),
    })
    .from(versions)
    .where(and(listed(query.model, query.search), where))
    .orderBy(orderBy)
    .limit(query.limit + 1);
  return rows.map(({ version, artifacts: n, lastWrite, total }) => ({
    ...version,
    artifacts: n,
    total,
    lastWrite: lastWrite === null ? null : new Date(lastWrite),
  }));
}

/** How many of a model's versions match, counted to one above the cap. */
export async function countVersions(executor: Executor, choice: VersionChoice): Promise<number> {
  const [row] = await counting(executor, choice);
  return row?.n ?? 0;
}

function counting(executor: Executor, { model, search }: VersionChoice) {
  const capped = executor
    .select({ one: sql`1`.as('one') })
    .from(versions)
    .where(listed(model, search))
    .limit(COUNT_CAP + 1)
    .as('capped');
  return executor.select({ n: count() }).from(capped);
}

/** Names of all versions of a model in the order of making, as old clients list them. */
export async function versionNames(executor: Executor, model: ModelRow): Promise<string[]> {
  const rows = await executor
    .select({ name: versions.name })
    .from(versions)
    .where(listed(model, null))
    .orderBy(versions.createdAt, versions.id);
  return rows.map((row) => row.name);
}

import { and, count, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { models, projects } from '../schema';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';
import { type Scope, scopeCondition } from './scope';

/** Models whose suites somebody may write. `readable` and `writable` are scopes over them. */
export interface SuiteQuery {
  readonly readable: Scope;
  readonly writable: Scope;
  /** Part of the model's name. */
  readonly search: string | null;
}

export interface SuiteRow {
  readonly id: string;
  readonly project: string;
  readonly model: string;
  readonly modelKey: string;
  /** Identifiers of its suites by name; ten at most. */
  readonly suites: readonly string[];
  /** Without a version nothing can be written to a model, its own artifacts included. */
  readonly hasVersion: boolean;
}

function chosen({ readable, writable, search }: SuiteQuery): SQL | undefined {
  return and(
    isNull(models.deletedAt),
    isNull(projects.deletedAt),
    scopeCondition(readable, models.projectId, models.id),
    scopeCondition(writable, models.projectId, models.id),
    search === null ? undefined : sql`${models.name} ilike ${containing(search)}`,
  );
}

/** One page (`limit + 1` rows) of such models by name. */
export async function listSuiteRows(
  executor: Executor,
  choice: SuiteQuery,
  query: { keyset: Keyset | null; limit: number },
): Promise<SuiteRow[]> {
  const { where, orderBy } = keysetPage(
    [
      { column: models.nameKey, type: 'text' },
      { column: models.id, type: 'id' },
    ],
    false,
    query.keyset,
  );
  return executor
    .select({
      id: models.id,
      project: projects.name,
      model: models.name,
      modelKey: models.nameKey,
      suites: sql<string>`(select coalesce(json_agg(s.identifier), '[]')::text from (
        select a.identifier from artifacts a where a.project_id = models.project_id and a.model_id = models.id
          and a.type = 'suite' and a.version_id is null and a.deleted_at is null
        order by a.identifier limit 10) s)`.mapWith((text) => JSON.parse(String(text)) as string[]),
      hasVersion: sql<boolean>`exists (select 1 from versions v where v.project_id = models.project_id
        and v.model_id = models.id and v.deleted_at is null)`,
    })
    .from(models)
    .innerJoin(projects, eq(projects.id, models.projectId))
    .where(and(chosen(choice), where))
    .orderBy(orderBy)
    .limit(query.limit + 1);
}

/** How many such models there are, counted to one above the cap. */
export async function countSuites(executor: Executor, choice: SuiteQuery): Promise<number> {
  const capped = executor
    .select({ one: sql`1`.as('one') })
    .from(models)
    .innerJoin(projects, eq(projects.id, models.projectId))
    .where(chosen(choice))
    .limit(COUNT_CAP + 1)
    .as('capped');
  const [row] = await executor.select({ n: count() }).from(capped);
  return row?.n ?? 0;
}

import { and, count, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { pipelineRuns, stackComponents, stackDefinitions, stacks } from '../schema';
import type { ComponentType } from './components';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';
import { type Scope, scopeCondition } from './scope';
import type { StackRow } from './stacks';

export type StackSort = 'name' | 'created';

/** By its own name or by that of a component that it has. */
function listed(search: string | null): SQL | undefined {
  if (search === null) return isNull(stacks.deletedAt);
  const pattern = containing(search);
  return and(
    isNull(stacks.deletedAt),
    sql`(${stacks.name} ilike ${pattern} or exists (select 1 from stack_definitions d
      join stack_components c on c.id = d.component_id where d.stack_id = ${stacks.id} and c.name ilike ${pattern}))`,
  );
}

export interface StackListRow extends StackRow {
  /** Types and names of its components. */
  readonly components: readonly { readonly type: ComponentType; readonly name: string }[];
  /** Start of its newest run that the reader may see. */
  readonly lastUsedAt: Date | null;
}

/** One more than `limit` rows of a page. `runScope`: what of runs the reader may see. */
export async function listStackRows(
  executor: Executor,
  query: {
    readonly search: string | null;
    readonly sort: StackSort;
    readonly runScope: Scope;
    readonly keyset: Keyset | null;
    readonly limit: number;
  },
): Promise<StackListRow[]> {
  const byName = query.sort === 'name';
  const page = keysetPage(
    [
      byName ? { column: stacks.nameKey, type: 'text' } : { column: stacks.createdAt, type: 'instant' },
      { column: stacks.id, type: 'id' },
    ],
    !byName,
    query.keyset,
  );
  const rows = await executor
    .select({
      stack: stacks,
      components: sql<
        StackListRow['components']
      >`(select coalesce(json_agg(json_build_object('type', c.type, 'name', c.name)
        order by d.position), '[]'::json) from stack_definitions d join stack_components c on c.id = d.component_id
        where d.stack_id = ${stacks}.id)`,
      lastUsedAt: lastUse(query.runScope),
    })
    .from(stacks)
    .where(and(listed(query.search), page.where))
    .orderBy(page.orderBy)
    .limit(query.limit + 1);
  return rows.map(({ stack, components, lastUsedAt }) => ({
    ...stack,
    components,
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt),
  }));
}

/** Runs of a stack that are looked through for one that somebody may see who reads only some projects. */
const LOOKED_AT = 200;

/** One step into an index for who reads all runs; for others among the newest, not through a million of others' runs. */
const lastUse = (scope: Scope) => sql<string | null>`(select max(u.started_at) from (
  select r.started_at, r.project_id from pipeline_runs r where r.stack_id = ${stacks}.id and r.deleted_at is null
  order by r.started_at desc limit ${scope.all ? 1 : LOOKED_AT}) u
  where ${scopeCondition(scope, sql`u.project_id`, null)})`;

/** How many a list holds, to one more than the cap. */
export async function countStacks(executor: Executor, search: string | null): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(stacks)
    .where(listed(search))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** How many of a stack's components no other living stack has, and how many runs kept it as it was. */
export async function countOfStack(
  executor: Executor,
  stackId: string,
  runScope: Scope,
): Promise<{ components: number; onlyHere: { type: ComponentType; name: string }[]; runs: number }> {
  const elsewhere = sql`(select 1 from stack_definitions o join stacks s on s.id = o.stack_id and s.deleted_at is null
    where o.component_id = ${stackComponents.id} and ${ne(sql`o.stack_id`, stackId)})`;
  const components = await executor
    .select({
      type: stackComponents.type,
      name: stackComponents.name,
      isElsewhere: sql<boolean>`exists ${elsewhere}`,
    })
    .from(stackDefinitions)
    .innerJoin(stackComponents, eq(stackComponents.id, stackDefinitions.componentId))
    .where(eq(stackDefinitions.stackId, stackId))
    .orderBy(stackDefinitions.position);
  const some = executor
    .select({ one: sql`1` })
    .from(pipelineRuns)
    .where(
      and(
        eq(pipelineRuns.stackId, stackId),
        isNull(pipelineRuns.deletedAt),
        scopeCondition(runScope, pipelineRuns.projectId, null),
      ),
    )
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return {
    components: components.length,
    onlyHere: components.filter(({ isElsewhere }) => !isElsewhere).map(({ type, name }) => ({ type, name })),
    runs: row?.n ?? 0,
  };
}

/** Names and flavors of the first living components of each type, by name; `isMore`: its type has others. */
export async function componentNames(
  executor: Executor,
  perType: number,
): Promise<{ type: ComponentType; name: string; flavor: string; isMore: boolean }[]> {
  const counted = executor
    .select({
      type: stackComponents.type,
      name: stackComponents.name,
      nameKey: stackComponents.nameKey,
      flavor: stackComponents.flavor,
      place: sql`row_number() over (partition by ${stackComponents.type} order by ${stackComponents.nameKey})`
        .mapWith(Number)
        .as('place'),
      total: sql`count(*) over (partition by ${stackComponents.type})`.mapWith(Number).as('total'),
    })
    .from(stackComponents)
    .where(isNull(stackComponents.deletedAt))
    .as('counted');
  const rows = await executor
    .select({
      type: counted.type,
      name: counted.name,
      flavor: counted.flavor,
      total: counted.total,
    })
    .from(counted)
    .where(sql`${counted.place} <= ${perType}`)
    .orderBy(counted.type, counted.nameKey);
  return rows.map(({ total, ...row }) => ({ ...row, isMore: total > perType }));
}

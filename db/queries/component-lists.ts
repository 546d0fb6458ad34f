import { and, count, eq, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { stackComponents } from '../schema';
import type { ComponentListRow, ComponentType } from './components';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage, type SortColumn } from './keyset';

/** By name, or the latest change first. */
export type ComponentSort = 'name' | 'updated';

interface Choice {
  readonly type: ComponentType | null;
  readonly flavor: string | null;
  /** Part of the name or the flavor. */
  readonly search: string | null;
}

function chosen({ type, flavor, search }: Choice): SQL | undefined {
  const text = search === null ? null : containing(search);
  return and(
    isNull(stackComponents.deletedAt),
    type === null ? undefined : eq(stackComponents.type, type),
    flavor === null ? undefined : eq(stackComponents.flavor, findable(flavor)),
    text === null
      ? undefined
      : sql`(${stackComponents.name} ilike ${text} or ${stackComponents.flavor} ilike ${text})`,
  );
}

const { configuration: _, ...columns } = getTableColumns(stackComponents);
const listed = {
  ...columns,
  stacks:
    sql`(select count(*) from stack_definitions d join stacks s on s.id = d.stack_id and s.deleted_at is null
        where d.component_id = ${stackComponents}.id)`.mapWith(Number),
};

/** One more than `limit` rows of a page. */
export async function listComponentRows(
  executor: Executor,
  choice: Choice,
  { sort, keyset, limit }: { sort: ComponentSort; keyset: Keyset | null; limit: number },
): Promise<ComponentListRow[]> {
  const first: SortColumn =
    sort === 'name'
      ? { column: stackComponents.nameKey, type: 'text' }
      : { column: stackComponents.updatedAt, type: 'instant' };
  const page = keysetPage([first, { column: stackComponents.id, type: 'id' }], sort === 'updated', keyset);
  return executor
    .select(listed)
    .from(stackComponents)
    .where(and(chosen(choice), page.where))
    .orderBy(page.orderBy)
    .limit(limit + 1);
}

/** How many a list holds, to one more than the cap. */
export async function countComponents(executor: Executor, choice: Choice): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(stackComponents)
    .where(chosen(choice))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** The first `each` components of every type by name, with how many the type has. */
export async function componentGroupRows(
  executor: Executor,
  choice: Choice,
  each: number,
): Promise<(ComponentListRow & { readonly ofType: number })[]> {
  const ranked = executor
    .select({
      id: stackComponents.id,
      place:
        sql<number>`row_number() over (partition by ${stackComponents.type} order by ${stackComponents.nameKey}, ${stackComponents.name})`.as(
          'place',
        ),
      ofType: sql<number>`count(*) over (partition by ${stackComponents.type})`.as('of_type'),
    })
    .from(stackComponents)
    .where(chosen(choice))
    .as('ranked');
  return executor
    .select({ ...listed, ofType: sql`${ranked.ofType}`.mapWith(Number) })
    .from(ranked)
    .innerJoin(stackComponents, eq(stackComponents.id, ranked.id))
    .where(sql`${ranked.place} <= ${each}`)
    .orderBy(stackComponents.type, stackComponents.nameKey, stackComponents.name);
}

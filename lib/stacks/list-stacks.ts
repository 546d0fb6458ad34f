import { countStacks, listStackRows, type StackSort } from '@/db/queries/stack-lists';
import { authorizeOpenly, readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import type { ComponentType } from './components/component';
import { lackingTypes, presentStack, type Stack } from './stack';

export interface ListStacks {
  /** Part of its name or of one of its components' names, in any case. */
  readonly search?: string;
  /** By name, A first (the default), or by the time of making, newest first. */
  readonly sort?: StackSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

export interface ListedStack extends Stack {
  readonly components: readonly { readonly type: ComponentType; readonly name: string }[];
  /** Component types that it lacks to run a pipeline. */
  readonly lacks: readonly ComponentType[];
  /**
   * Start of its newest run that the actor may see; null when there is none. Who reads only some projects is told of
   * the newest 200 runs.
   */
  readonly lastUsedAt: Date | null;
}

/** One page of stacks. */
export async function listStacks(ctx: Ctx, input: ListStacks): Promise<Page<ListedStack>> {
  await authorizeOpenly(ctx, { operation: 'stack', type: 'read', projectId: null });
  const runScope = await readScope(ctx, 'pipeline_run');
  const search = input.search || null;
  const sort = input.sort ?? 'name';
  const limit = pageLimit(input.limit);
  const listing = { list: 'stacks', filter: { search, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listStackRows(ctx.db, { search, sort, runScope, keyset, limit });
  const count = await countStacks(ctx.db, search);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [sort === 'name' ? row.nameKey : row.createdAt.toISOString(), row.id],
    (row) => ({
      ...presentStack(row),
      components: row.components,
      lacks: lackingTypes(row.components),
      lastUsedAt: row.lastUsedAt,
    }),
  );
}

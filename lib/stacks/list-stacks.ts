import { countStacks, listStackRows } from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { openPosition, type Page, type Position, pageLimit, pageOf } from '@/lib/core/cursor';
import type { ComponentType } from './component';
import { lackingTypes, presentStack, type Stack } from './stack';

export interface ListStacks {
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly after?: Position;
  readonly limit?: number;
}

export interface ListedStack extends Stack {
  readonly components: readonly { readonly type: ComponentType; readonly name: string }[];
  /** Component types that it lacks to run a pipeline. */
  readonly lacks: readonly ComponentType[];
}

/** One page of stacks by name. */
export async function listStacks(ctx: Ctx, input: ListStacks): Promise<Page<ListedStack>> {
  await authorizeOpenly(ctx, { operation: 'stack', type: 'read', projectId: null });
  const [search, limit] = [input.search || null, pageLimit(input.limit)];
  const listing = { list: 'stacks', filter: { search } };
  const keyset = openPosition(ctx, listing, input.after);
  const rows = await listStackRows(ctx.db, { search, keyset, limit });
  const count = await countStacks(ctx.db, search);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [row.nameKey, row.id],
    (row) => ({ ...presentStack(row), components: row.components, lacks: lackingTypes(row.components) }),
  );
}

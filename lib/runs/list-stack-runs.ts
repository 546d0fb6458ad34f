import { countStackRuns, listStackRunRows } from '@/db/queries/run-lists';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { resolveStack } from '@/lib/stacks/resolve-stack';
import { type ListedRun, presentListedRun, runSortKey } from './listed-run';

/** One page of the runs that a stack was used for, whatever it was called then, in all projects that the actor reads. */
export async function listStackRuns(
  ctx: Ctx,
  input: { readonly stack: string; readonly after?: Cursor; readonly limit?: number },
): Promise<Page<ListedRun>> {
  const stack = await resolveStack(ctx, input.stack, 'read');
  const [scope, artifactScope] = await Promise.all([
    readScope(ctx, 'pipeline_run', null),
    readScope(ctx, 'artifact'),
  ]);
  const choice = { stackId: stack.id, scope };
  const listing = { list: 'stack-runs', filter: { stack: stack.id } };
  const limit = pageLimit(input.limit);
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listStackRunRows(ctx.db, choice, { artifactScope, keyset, limit });
  const count = rows[0]?.total ?? (keyset === null ? 0 : await countStackRuns(ctx.db, choice));
  return pageOf(ctx, listing, { keyset, limit, count }, rows, runSortKey, presentListedRun);
}

import { countSuites, listSuiteRows } from '@/db/queries/suites';
import { readScope, scopeOf } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';

/** A model whose suites the actor may write. */
export interface SuiteChoice {
  /** Row id of the model. */
  readonly id: string;
  readonly project: string;
  readonly model: string;
  /** Identifiers of its suites, ten at most; none: the first one would be new. */
  readonly suites: readonly string[];
  /** Without one, a version has to be made before a suite can be. */
  readonly hasVersion: boolean;
}

/** One page of the models that the actor may read and whose artifacts they may update: where an entry can become a case. */
export async function listSuiteChoices(
  ctx: Ctx,
  input: { readonly search?: string; readonly after?: Cursor; readonly limit?: number },
): Promise<Page<SuiteChoice>> {
  const choice = {
    readable: await readScope(ctx, 'model'),
    writable: await scopeOf(ctx, 'artifact', 'update'),
    search: input.search || null,
  };
  const listing = { list: 'suite places', filter: { search: choice.search } };
  const keyset = readCursor(ctx, listing, input.after);
  const limit = pageLimit(input.limit);
  const rows = await listSuiteRows(ctx.db, choice, { keyset, limit });
  const query = { keyset, limit, count: await countSuites(ctx.db, choice) };
  return pageOf(
    ctx,
    listing,
    query,
    rows,
    (row) => [row.modelKey, row.id],
    ({ id, project, model, suites, hasVersion }) => ({ id, project, model, suites, hasVersion }),
  );
}

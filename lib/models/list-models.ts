import { countModels, listModelRows, type ModelSort, modelNames } from '@/db/queries/models';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { resolveProject } from '@/lib/projects/resolve-project';
import { type Model, presentModel } from './model';

export interface ListModels {
  readonly project: string;
  /** Part of the name, in any case. */
  readonly search?: string;
  /** By name, A first (the default), or by the time of making, newest first. */
  readonly sort?: ModelSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

export interface ListedModel extends Model {
  /** Living versions, counted to 1,000. */
  readonly versions: number;
  /** Latest write of any artifact in it. */
  readonly lastWrite: Date | null;
}

/** One page of the models of a project that the actor may read. */
export async function listModels(ctx: Ctx, input: ListModels): Promise<Page<ListedModel>> {
  const project = await resolveProject(ctx, input.project);
  const scope = await readScope(ctx, 'model', project.id);
  const sort = input.sort ?? 'name';
  const search = input.search || null;
  const limit = pageLimit(input.limit);
  const listing = { list: 'models', filter: { project: project.id, search, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const query = { projectId: project.id, scope, search };
  const rows = await listModelRows(ctx.db, { ...query, sort, keyset, limit });
  const count = rows[0]?.total ?? (keyset === null ? 0 : await countModels(ctx.db, query));
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [sort === 'name' ? row.nameKey : row.createdAt.toISOString(), row.id],
    (row) => ({ ...presentModel(row), versions: row.versions, lastWrite: row.lastWrite }),
  );
}

/** Names of all readable models of a project in the order of making, for clients that know no pages. */
export async function listModelNames(ctx: Ctx, input: { project: string }): Promise<string[]> {
  const project = await resolveProject(ctx, input.project);
  return modelNames(ctx.db, project.id, await readScope(ctx, 'model', project.id));
}

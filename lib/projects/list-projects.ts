import { countProjects, listProjectRows, type ProjectSort } from '@/db/queries/projects';
import { projectScope, readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { type Project, presentProject } from './project';

export interface ListProjects {
  /** Part of the name, in any case. */
  readonly search?: string;
  /** By name, A first (the default), or by the time of making, newest first. */
  readonly sort?: ProjectSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

export interface ListedProject extends Project {
  /** Living models that the actor may read, counted to 1,000. */
  readonly models: number;
}

/** One page of the projects that the actor may see. */
export async function listProjects(ctx: Ctx, input: ListProjects): Promise<Page<ListedProject>> {
  const scope = await projectScope(ctx);
  const modelScope = await readScope(ctx, 'model');
  const sort = input.sort ?? 'name';
  const search = input.search || null;
  const limit = pageLimit(input.limit);
  const listing = { list: 'projects', filter: { search, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const query = { scope, modelScope, search };
  const rows = await listProjectRows(ctx.db, { ...query, sort, keyset, limit });
  const count = rows[0]?.total ?? (keyset === null ? 0 : await countProjects(ctx.db, query));
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [sort === 'name' ? row.nameKey : row.createdAt.toISOString(), row.id],
    (row) => ({ ...presentProject(row), models: row.models }),
  );
}

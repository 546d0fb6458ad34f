import { countVersions, listVersionRows, type VersionSort, versionNames } from '@/db/queries/versions';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { resolveModel } from './resolve-model';
import { presentVersion, type Version } from './version';

export interface ListVersions {
  readonly project: string;
  readonly model: string;
  /** Part of the name, in any case. */
  readonly search?: string;
  /** By the time of making, newest first (the default), or by name. */
  readonly sort?: VersionSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

export interface ListedVersion extends Version {
  /** Living artifacts of its own (not the model's), counted to 1,000. */
  readonly artifacts: number;
  readonly lastWrite: Date | null;
}

/** One page of a model's versions. */
export async function listVersions(ctx: Ctx, input: ListVersions): Promise<Page<ListedVersion>> {
  const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'read' });
  const sort = input.sort ?? 'created';
  const search = input.search || null;
  const limit = pageLimit(input.limit);
  const listing = { list: 'versions', filter: { model: model.id, search, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listVersionRows(ctx.db, { model, search, sort, keyset, limit });
  const count = rows[0]?.total ?? (keyset === null ? 0 : await countVersions(ctx.db, { model, search }));
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [sort === 'name' ? row.name : row.createdAt.toISOString(), row.id],
    (row) => ({ ...presentVersion(row), artifacts: row.artifacts, lastWrite: row.lastWrite }),
  );
}

/** Names of all versions of a model in the order of making, for clients that know no pages. */
export async function listVersionNames(
  ctx: Ctx,
  input: { project: string; model: string },
): Promise<string[]> {
  const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'read' });
  return versionNames(ctx.db, model);
}

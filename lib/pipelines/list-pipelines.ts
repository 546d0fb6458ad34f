import { countPipelines, listPipelineRows, type PipelineSort } from '@/db/queries/pipeline-lists';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { resolveProject } from '@/lib/projects/resolve-project';
import { type ListedPipeline, presentListedPipeline } from './pipeline';

export interface ListPipelines {
  readonly project: string;
  /** Part of the name, in any case. */
  readonly search?: string;
  /** By name (the default), or by the start of their last run, newest first. */
  readonly sort?: PipelineSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** One page of the pipelines of a project; none for who does not read its runs. */
export async function listPipelines(ctx: Ctx, input: ListPipelines): Promise<Page<ListedPipeline>> {
  const project = await resolveProject(ctx, input.project);
  const scope = await readScope(ctx, 'pipeline_run', project.id);
  const sort = input.sort ?? 'name';
  const limit = pageLimit(input.limit);
  const choice = { projectId: project.id, scope, search: input.search || null };
  const listing = { list: 'pipelines', filter: { project: project.id, search: choice.search, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listPipelineRows(ctx.db, choice, { sort, keyset, limit });
  const count = rows[0]?.total ?? (keyset === null ? 0 : await countPipelines(ctx.db, choice));
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ pipeline, stirredAt }) => [
      sort === 'name' ? pipeline.name : new Date(stirredAt).toISOString(),
      pipeline.id,
    ],
    presentListedPipeline,
  );
}

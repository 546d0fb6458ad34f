import { recentModelRows } from '@/db/queries/recent';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { resolveProject } from '@/lib/projects/resolve-project';
import { type Model, presentModel } from './model';

/** The models made last, newest first, in one project or in all that the actor reads. At most 50. */
export async function recentModels(
  ctx: Ctx,
  input: { readonly project?: string; readonly limit: number },
): Promise<(Model & { readonly project: string })[]> {
  const project = input.project === undefined ? null : await resolveProject(ctx, input.project);
  const scope = await readScope(ctx, 'model', project?.id ?? null);
  const limit = Math.min(Math.max(Math.trunc(input.limit), 1), 50);
  const rows = await recentModelRows(ctx.db, { scope, projectId: project?.id ?? null, limit });
  return rows.map((row) => ({ ...presentModel(row.model), project: row.project }));
}

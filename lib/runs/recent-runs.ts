import { recentRunRows, runRowsNamed } from '@/db/queries/recent-runs';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { resolveProject } from '@/lib/projects/resolve-project';
import { type ListedRun, presentListedRun } from './listed-run';

/** Names that a jump looks at: 5,000 take 10 ms, a million took a second. */
const LOOKED_AT = 5_000;

/** The runs started last, newest first, in one project or in all that the actor reads. At most 50. */
export async function recentRuns(
  ctx: Ctx,
  input: { readonly project?: string; readonly limit: number },
): Promise<ListedRun[]> {
  const project = input.project === undefined ? null : await resolveProject(ctx, input.project);
  const rows = await recentRunRows(ctx.db, {
    ...(await reach(ctx, input.limit, project?.id ?? null)),
    projectId: project?.id ?? null,
  });
  return rows.map(presentListedRun);
}

/** Runs to jump to by a part of their name, newest first, of the newest 5,000; by the whole name of all. At most 50. */
export async function searchRuns(
  ctx: Ctx,
  input: { readonly project: string; readonly search: string; readonly limit: number },
): Promise<ListedRun[]> {
  const project = await resolveProject(ctx, input.project);
  const where = { ...(await reach(ctx, input.limit, project.id)), projectId: project.id };
  const rows = await runRowsNamed(ctx.db, where, { search: input.search, among: LOOKED_AT });
  return rows.map(presentListedRun);
}

async function reach(ctx: Ctx, limit: number, of: string | null) {
  return {
    scope: await readScope(ctx, 'pipeline_run', of),
    artifactScope: await readScope(ctx, 'artifact'),
    limit: Math.min(Math.max(Math.trunc(limit), 1), 50),
  };
}

import { factsOfRuns } from '@/db/queries/run-pages';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { resolveProject } from '@/lib/projects/resolve-project';
import { differences, type RunChange } from './difference';
import { factsOf } from './run-facts';

/** What is not in one run of a project as in another, both by row id. One query besides the project's. */
export async function readChanges(
  ctx: Ctx,
  input: { readonly project: string; readonly before: string; readonly after: string },
): Promise<RunChange[]> {
  const project = await resolveProject(ctx, input.project);
  const absent = `No runs of project ${input.project} found.`;
  await authorize(ctx, { operation: 'pipeline_run', type: 'read', projectId: project.id }, absent);
  const ids = [input.before, input.after].map((id) => id.toLowerCase());
  const facts = await factsOfRuns(ctx.db, project.id, ids.filter(isId));
  const [before, after] = ids.map((id) => facts.find((row) => row.id === id));
  if (before === undefined || after === undefined) {
    const missing = before === undefined ? input.before : input.after;
    throw new DomainError('not_found', `Project ${input.project} has no run of the id ${missing}.`);
  }
  return differences(factsOf(before), factsOf(after));
}

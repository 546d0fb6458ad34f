import { runsByIds } from '@/db/queries/run-lists';
import { factsOfRuns } from '@/db/queries/run-pages';
import { authorize, readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { resolveProject } from '@/lib/projects/resolve-project';
import { type ListedRun, presentListedRun } from '@/lib/runs/listed-run';
import { type ComparedRow, comparedRows } from './difference';
import { factsOf } from './run-facts';

export interface Comparison {
  /** In the order that was asked for. */
  readonly runs: readonly ListedRun[];
  readonly rows: readonly ComparedRow[];
}

const MAX_RUNS = 10;

/** Two to ten runs of a project side by side, by row id. `not_found` names those that are not there. */
export async function compareRuns(
  ctx: Ctx,
  input: { readonly project: string; readonly ids: readonly string[] },
): Promise<Comparison> {
  const project = await resolveProject(ctx, input.project);
  await authorize(
    ctx,
    { operation: 'pipeline_run', type: 'read', projectId: project.id },
    `No runs of project ${input.project} found.`,
  );
  const ids = [...new Set(input.ids.map((id) => id.toLowerCase()))];
  if (ids.length < 2 || ids.length > MAX_RUNS) {
    const message = `Two to ${MAX_RUNS} different runs can be compared, not ${ids.length}.`;
    throw invalid([{ path: 'ids', message }]);
  }
  const scope = await readScope(ctx, 'artifact');
  const known = ids.filter(isId);
  const [rows, facts] = await Promise.all([
    runsByIds(ctx.db, project.id, known, scope),
    factsOfRuns(ctx.db, project.id, known),
  ]);
  const found = ids.map((id) => ({
    id,
    run: rows.find((row) => row.id === id),
    facts: facts.find((row) => row.id === id),
  }));
  const complete = found.flatMap(({ run, facts: of }) =>
    run === undefined || of === undefined ? [] : [{ run: presentListedRun(run), facts: factsOf(of) }],
  );
  if (complete.length < ids.length) {
    const missing = found.filter(({ run }) => run === undefined).map(({ id }) => id);
    throw new DomainError(
      'not_found',
      `Project ${input.project} has no run of the id ${missing.join(' or ')}.`,
    );
  }
  return { runs: complete.map(({ run }) => run), rows: comparedRows(complete.map((each) => each.facts)) };
}

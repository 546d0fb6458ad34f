import 'server-only';
import type { ComponentProps } from 'react';
import type { PickRuns } from '@/components/runs/pick-runs';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { compareRuns } from '@/lib/runs/comparison/compare-runs';
import { findRunLocation } from '@/lib/runs/find-run-location';
import { listRuns } from '@/lib/runs/list-runs';
import type { ListedRun } from '@/lib/runs/listed-run';
import { readRun } from '@/lib/runs/read-run';
import type { comparisonQueryOf } from './comparison-query';

type Picked = ComponentProps<typeof PickRuns>['picked'];
type ComparisonQuery = Awaited<ReturnType<typeof comparisonQueryOf>>;

/** Runs that may be picked besides those that are: of their pipeline first, unless all are asked for. */
const OFFERED = 40;

/** What the form that picks runs shows. With one run picked, the one before it is ticked as well. */
export async function candidates(
  ctx: Ctx,
  project: string,
  { ids, search, ofAllPipelines }: ComparisonQuery,
) {
  const { picked, pipeline, previousId } = await pickedRuns(ctx, project, ids);
  const only = pipeline !== null && !ofAllPipelines;
  const page = await listRuns(ctx, {
    project,
    ...(only && { pipeline }),
    ...(search !== '' && { search }),
    limit: OFFERED,
  });
  return {
    picked,
    others: page.items.filter(({ id }) => !ids.includes(id)),
    suggested: previousId === null || search !== '' ? [] : [previousId],
    pipeline: pipeline === null ? null : { name: pipeline, only },
    search,
  };
}

async function pickedRuns(
  ctx: Ctx,
  project: string,
  ids: readonly string[],
): Promise<{ picked: Picked; pipeline: string | null; previousId: string | null }> {
  const [id] = ids;
  if (id === undefined) return { picked: [], pipeline: null, previousId: null };
  if (ids.length > 1) {
    const { runs } = await compareRuns(ctx, { project, ids });
    const pipelines = new Set(runs.map(({ pipeline }: ListedRun) => pipeline));
    return {
      picked: runs,
      pipeline: pipelines.size === 1 ? (runs[0]?.pipeline ?? null) : null,
      previousId: null,
    };
  }
  const place = await findRunLocation(ctx, { id });
  if (place.project !== project)
    throw new DomainError('not_found', `Run ${id} not found in project ${project}.`);
  const run = await readRun(ctx, place);
  return {
    picked: [{ ...run, stackName: run.stack.name }],
    pipeline: run.pipeline,
    previousId: run.previous?.id ?? null,
  };
}

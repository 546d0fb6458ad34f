import { COUNT_CAP } from '@/db/queries/keyset';
import { type FullRunRow, findFullRun, type StepRow, stepsNamed } from '@/db/queries/run-pages';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { exactValue } from '@/lib/json/exact-json';
import { commitAddress } from '@/lib/projects/commit-url';
import { masked } from '@/lib/stacks/configurations/secrets';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import type { FullRun, RunNeighbour, RunStep } from './full-run';
import { absentRun, type RunAddress, resolveRunProject } from './resolve-run';
import { isOver, presentRun, type RunStatus } from './run';

/** A run of a project by its name. `not_found` carries `gone` for a deleted one. */
export async function readRun(ctx: Ctx, input: RunAddress): Promise<FullRun> {
  const project = await resolveRunProject(ctx, input, 'read');
  const scope = await readScope(ctx, 'artifact');
  const [row, steps] = await Promise.all([
    findFullRun(ctx.db, project.id, input.run, scope),
    stepsNamed(ctx.db, project.id, input.run),
  ]);
  if (row === null) throw await absentRun(ctx.db, project, input);
  return present(row, steps);
}

function present(row: FullRunRow, steps: readonly StepRow[]): FullRun {
  const { run, commitUrl, pipelineRuns } = row;
  const { claimedUserId, gitSha } = run;
  return {
    ...presentRun(row),
    pipelineId: run.pipelineId,
    docstring: row.docstring,
    steps: steps.map((step) => presentStep(step, run.status)),
    configuration: maskedConfiguration(run.runtimeConfiguration),
    stackId: run.stackId,
    claimedUser: claimedUserId === null ? null : { id: claimedUserId, name: row.claimedName },
    previous: neighbour(row.previous),
    next: neighbour(row.next),
    artifacts: row.artifacts,
    commitUrl: commitAddress(commitUrl, gitSha),
    pipelineRuns: pipelineRuns > COUNT_CAP ? '10,000+' : pipelineRuns,
  };
}

/** A step of a run of this status. Earlier builds left steps running in a run that was over. */
const presentStep = (
  { position, name, docstring, status, startedAt, endedAt, upstream }: StepRow,
  run: RunStatus,
): RunStep => ({
  position,
  name,
  docstring,
  status: isOver(run) && status === 'running' ? 'unknown' : status,
  startedAt,
  endedAt,
  upstream,
});

const neighbour = (row: FullRunRow['previous']): RunNeighbour | null =>
  row === null ? null : { id: row.id, name: row.name, startedAt: new Date(row.startedAt) };

/** A runtime configuration as everybody who may read the run sees it. */
export const maskedConfiguration = (text: string): YamlValue => masked(exactValue(text) as YamlValue);

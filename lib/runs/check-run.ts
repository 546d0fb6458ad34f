import { type Issue, invalid } from '@/lib/core/domain-error';
import { checkMoment } from '@/lib/core/moment';
import { nameProblem } from '@/lib/core/name';
import type { PostedRun } from './run';
import { startOf } from './run-start';
import { statusIssues, stepIssues, timeIssues } from './step-graph';

const MAX_STEPS = 1_000;
const MAX_STEP_NAME = 1_000;

/** As told, or as the name tells, or now. */
export const startedAtOf = ({ startedAt, pipeline, name }: PostedRun, now: Date): Date =>
  startedAt ?? startOf(pipeline.name, name) ?? now;

/** Throws `invalid` with every complaint about names, steps and times of a run that is to be registered. */
export function checkPostedRun(input: PostedRun, now: Date): void {
  const { pipeline, stack } = input;
  const issues: Issue[] = [];
  const check = (value: string, words: string, path: string) => {
    const message = nameProblem(value, words, 'path');
    if (message !== null) issues.push({ path, message, value });
  };
  check(input.name, 'Run name', 'name');
  check(pipeline.name, 'Pipeline name', 'pipeline.name');
  check(stack.name, 'Stack name', 'stack.name');
  if (pipeline.steps.length > MAX_STEPS)
    issues.push({ path: 'pipeline.steps', message: `A run has at most ${MAX_STEPS} steps.` });
  for (const [n, step] of pipeline.steps.entries())
    if (step.name.length > MAX_STEP_NAME)
      issues.push({ path: `pipeline.steps.${n}.name`, message: 'A step name has at most 1,000 characters.' });
  if (issues.length > 0) throw invalid(issues);
  checkTimes(input, now);
}

function checkTimes(input: PostedRun, now: Date): void {
  const { steps } = input.pipeline;
  checkMoment(input.startedAt, 'startedAt');
  checkMoment(input.endedAt, 'endedAt');
  for (const [n, { startedAt, endedAt }] of steps.entries()) {
    checkMoment(startedAt, `pipeline.steps.${n}.startedAt`);
    checkMoment(endedAt, `pipeline.steps.${n}.endedAt`);
  }
  const given = steps.map(({ name, startedAt = null, endedAt = null, upstream = null }) => ({
    name,
    startedAt,
    endedAt,
    upstream,
  }));
  const run = { startedAt: startedAtOf(input, now), endedAt: input.endedAt ?? null };
  const pathOf = (n: number) => `pipeline.steps.${n}`;
  const issues = [
    ...timeIssues(run, 'The run'),
    ...stepIssues(given, pathOf),
    ...statusIssues(input.status ?? 'unknown', steps, pathOf),
  ];
  if (issues.length > 0) throw invalid(issues);
}

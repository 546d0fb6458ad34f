import { lockRun, updateRunRow, updateSteps } from '@/db/queries/run-changes';
import type { StepRow } from '@/db/queries/run-pages';
import type { Ctx } from '@/lib/core/ctx';
import { type Issue, invalid } from '@/lib/core/domain-error';
import { checkMoment } from '@/lib/core/moment';
import { updatedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { absentRun, resolveRunProject } from './resolve-run';
import { isOver, progressOf, type RunStatus, runEvent } from './run';
import { statusIssues, stepIssues, timeIssues } from './step-graph';

/** What is said of a step; absent members stay as they are, null takes back what was said. */
export interface StepReport {
  readonly name: string;
  readonly status?: RunStatus;
  readonly startedAt?: Date | null;
  readonly endedAt?: Date | null;
  readonly upstream?: readonly string[] | null;
}

export interface ReportRun {
  readonly project: string;
  readonly run: string;
  readonly status?: RunStatus;
  readonly startedAt?: Date;
  readonly endedAt?: Date | null;
  /** Each by its name, of several of one name the first. */
  readonly steps?: readonly StepReport[];
}

/**
 * Records how a run and its steps went (pipeline_run:update); a run that ended may be corrected. `invalid` for steps
 * that the run does not have, for a circle, for what would end before it starts, and for a step that is said to be running
 * in a run that is over. A step that was running when its run ended, and of which nothing more is said, becomes `unknown`.
 */
export const reportRun = declareWrite({
  verb: 'reportRun',
  asks: ['pipeline_run:update'],
  audits: ['pipeline_run.report'],
  example: ({ project, run }) => ({ project, run, status: 'completed' as const }),
  ready: async (ctx: Ctx, input: ReportRun) => {
    const project = await resolveRunProject(ctx, input, 'update');
    checkReport(input);
    return project;
  },
  write: async ({ tx, ctx, tell }, project, input) => {
    const found = await lockRun(tx, project.id, input.run);
    if (found === null) throw await absentRun(tx, project, input);
    const { run, steps } = found;
    const changed = changedSteps(steps, input.steps ?? []);
    const all = steps.map((step) => changed.get(step.position) ?? step);
    const times = { startedAt: input.startedAt ?? run.startedAt, endedAt: kept(input.endedAt, run.endedAt) };
    const status = input.status ?? run.status;
    const issues = [
      ...timeIssues(times, 'The run'),
      ...stepIssues(all, (n) => pathOf(input, all[n])),
      ...statusIssues(status, input.steps ?? [], (n) => `steps.${n}`),
    ];
    if (issues.length > 0) throw invalid(issues);
    // How a step went that was running when its run ended, nobody said.
    if (isOver(status))
      for (const step of all)
        if (step.status === 'running') changed.set(step.position, { ...step, status: 'unknown' });
    await updateRunRow(tx, run, { status, ...times, ...updatedStamp(ctx) });
    await updateSteps(tx, run, [...changed.values()]);
    tell({
      ...runEvent('pipeline_run.report', { run }),
      changes: changesBetween(progressOf(run), progressOf({ status, ...times })),
      details: { steps: [...changed.values()].map(({ name }) => name).slice(0, 50) },
    });
  },
});

function checkReport({ startedAt, endedAt, steps = [] }: ReportRun): void {
  checkMoment(startedAt, 'startedAt');
  checkMoment(endedAt, 'endedAt');
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [n, step] of steps.entries()) {
    checkMoment(step.startedAt, `steps.${n}.startedAt`);
    checkMoment(step.endedAt, `steps.${n}.endedAt`);
    if (seen.has(step.name))
      issues.push({
        path: `steps.${n}.name`,
        message: `Step ${step.name} is reported twice.`,
        value: step.name,
      });
    seen.add(step.name);
  }
  if (issues.length > 0) throw invalid(issues);
}

/** By position, the steps that a report speaks of, as they are to be. */
function changedSteps(steps: readonly StepRow[], reports: readonly StepReport[]): Map<number, StepRow> {
  const changed = new Map<number, StepRow>();
  const issues: Issue[] = [];
  for (const [n, report] of reports.entries()) {
    const step = steps.find(({ name }) => name === report.name);
    if (step === undefined) {
      const message = `The run has no step named ${report.name}.`;
      issues.push({ path: `steps.${n}.name`, message, value: report.name });
      continue;
    }
    const { upstream } = report;
    changed.set(step.position, {
      ...step,
      status: report.status ?? step.status,
      startedAt: kept(report.startedAt, step.startedAt),
      endedAt: kept(report.endedAt, step.endedAt),
      upstream: upstream === undefined ? step.upstream : upstream === null ? null : [...upstream],
    });
  }
  if (issues.length > 0) throw invalid(issues);
  return changed;
}

const kept = <T>(given: T | undefined, stored: T): T => (given === undefined ? stored : given);

const pathOf = ({ steps = [] }: ReportRun, step: StepRow | undefined): string => {
  const n = steps.findIndex(({ name }) => name === step?.name);
  return n < 0 ? 'steps' : `steps.${n}`;
};

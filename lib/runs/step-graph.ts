import type { Issue } from '@/lib/core/domain-error';
import { isOver, type RunStatus } from './run';

/** What is known of a step's place among the others and of its time. */
export interface TimedStep {
  readonly name: string;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Names of the steps before it; null where nobody said. */
  readonly upstream: readonly string[] | null;
}

/**
 * What does not hold together in the steps of a run: an end before the start, an upstream step that the run does not
 * have, a circle. `pathOf` names a step in the complaints.
 */
export function stepIssues(steps: readonly TimedStep[], pathOf: (step: number) => string): Issue[] {
  const issues = steps.flatMap((step, n) => timeIssues(step, `Step ${step.name}`, `${pathOf(n)}.`));
  const names = new Set(steps.map(({ name }) => name));
  for (const [n, { name, upstream }] of steps.entries())
    for (const before of upstream ?? [])
      if (!names.has(before)) {
        const message = `Step ${name} cannot follow ${before}: the run has no step of this name.`;
        issues.push({ path: `${pathOf(n)}.upstream`, message, value: before });
      }
  const circle = issues.length > 0 ? null : circleOf(steps);
  if (circle !== null) {
    const at = steps.findIndex(({ name }) => name === circle[0]);
    const message = `Steps cannot wait for each other in a circle: ${[...circle, circle[0]].join(' → ')}.`;
    issues.push({ path: `${pathOf(at)}.upstream`, message });
  }
  return issues;
}

/** The complaints about steps that are said to go on in a run that is said to be over. */
export function statusIssues(
  run: RunStatus,
  steps: readonly { readonly name: string; readonly status?: RunStatus | undefined }[],
  pathOf: (step: number) => string,
): Issue[] {
  if (!isOver(run)) return [];
  return steps.flatMap(({ name, status }, n) =>
    status === 'running'
      ? [
          {
            path: `${pathOf(n)}.status`,
            message: `Step ${name} cannot be running in a run that is ${run}.`,
            value: status,
          },
        ]
      : [],
  );
}

/** The complaint about an end before the start. */
export function timeIssues(
  { startedAt, endedAt }: Pick<TimedStep, 'startedAt' | 'endedAt'>,
  what: string,
  at = '',
): Issue[] {
  if (startedAt === null || endedAt === null || endedAt >= startedAt) return [];
  const message = `${what} cannot end at ${endedAt.toISOString()}, before its start at ${startedAt.toISOString()}.`;
  return [{ path: `${at}endedAt`, message, value: endedAt.toISOString() }];
}

/** Names of steps each of which follows the one before, the first one the last; null when there are none. */
function circleOf(steps: readonly TimedStep[]): string[] | null {
  const before = new Map<string, string[]>();
  for (const { name, upstream } of steps)
    before.set(name, [...(before.get(name) ?? []), ...(upstream ?? [])]);
  const done = new Set<string>();
  for (const start of before.keys()) {
    // Depth first without recursion: a run may have a thousand steps in a row.
    const path: { name: string; rest: string[] }[] = [];
    const onPath = new Set<string>();
    const enter = (name: string) => {
      onPath.add(name);
      path.push({ name, rest: [...(before.get(name) ?? [])] });
    };
    if (!done.has(start)) enter(start);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const next = last.rest.pop();
      if (next === undefined) {
        done.add(last.name);
        onPath.delete(last.name);
        path.pop();
      } else if (onPath.has(next)) {
        return path.slice(path.findIndex(({ name }) => name === next)).map(({ name }) => name);
      } else if (!done.has(next)) enter(next);
    }
  }
  return null;
}

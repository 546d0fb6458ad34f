import type { RunStep } from '@/lib/runs/full-run';
import { depthsOf, edgesOf } from './graph-edges';
import { GRAPH_STEPS_MAX } from './graph-layout';

type TimedStep = Pick<RunStep, 'name' | 'status' | 'upstream' | 'startedAt' | 'endedAt'>;

/** Shares of the whole, 0 to 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where each step lies in the time of its run or, without times, in the order that upstream steps put on it. */
export interface Spans {
  readonly by: 'time' | 'order';
  /** In the order of the steps; null where nothing is known of one. */
  readonly of: readonly (Span | null)[];
  /** Milliseconds from the first start to the last end; null by order. */
  readonly total: number | null;
}

/** Null where nobody told times, and the order is in the graph or is not known either. `now` ends what still runs. */
export function spansOf(steps: readonly TimedStep[], now: Date): Spans | null {
  return byTime(steps, now) ?? byOrder(steps);
}

function byTime(steps: readonly TimedStep[], now: Date): Spans | null {
  const times = steps.map(({ startedAt, endedAt, status }) => {
    const from = startedAt ?? endedAt;
    if (from === null) return null;
    const to = endedAt ?? (status === 'running' ? now : from);
    return { from: from.getTime(), to: Math.max(from.getTime(), to.getTime()) };
  });
  const known = times.filter((each) => each !== null);
  if (known.length === 0) return null;
  let first = Infinity;
  let last = -Infinity;
  for (const { from, to } of known) [first, last] = [Math.min(first, from), Math.max(last, to)];
  const total = last - first;
  const share = (at: number): number => (total === 0 ? 0 : (at - first) / total);
  return {
    by: 'time',
    of: times.map((each) => each && { from: share(each.from), to: total === 0 ? 1 : share(each.to) }),
    total,
  };
}

/** A graph of as many steps as this is for would not be drawn. */
function byOrder(steps: readonly TimedStep[]): Spans | null {
  if (steps.length <= GRAPH_STEPS_MAX) return null;
  const edges = edgesOf(steps);
  const depths = edges.length === 0 ? null : depthsOf(steps.length, edges);
  if (depths === null) return null;
  const columns = depths.reduce((most, depth) => Math.max(most, depth + 1), 1);
  return {
    by: 'order',
    of: depths.map((depth) => ({ from: depth / columns, to: (depth + 1) / columns })),
    total: null,
  };
}

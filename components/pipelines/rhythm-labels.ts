import { dayText, isTime } from '@/components/ui/time-text';
import type { Beat } from '@/lib/pipelines/pipeline';
import type { Run } from '@/lib/runs/run';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Gaps between runs that it takes to speak of a usual one. */
const ENOUGH_GAPS = 4;
/** Rows that the table of a rhythm has at most. */
const MOST_PERIODS = 26;

/** A length of time in one unit, rounded: `45 s`, `6 h`, `3 d`. */
export function lengthText(ms: number): string {
  if (ms < MINUTE) return `${Math.round(ms / 1000)} s`;
  if (ms < 90 * MINUTE) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 36 * HOUR) return `${Math.round(ms / HOUR)} h`;
  return `${Math.round(ms / DAY)} d`;
}

/** The median time between one run's start and the next one's; null for too few. */
export function usualGap(beats: readonly Beat[]): number | null {
  const starts = beats.map(({ startedAt }) => startedAt.getTime()).sort((a, b) => a - b);
  const gaps = starts.slice(1).map((start, n) => start - (starts[n] ?? start));
  if (gaps.length < ENOUGH_GAPS) return null;
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}

/** From the first day to the last: `24 May 2022`, `24 May 2022 to 3 June 2022`. */
export function rangeText(beats: readonly Beat[]): string {
  const times = beats.map(({ startedAt }) => startedAt.getTime());
  const [first, last] = [Math.min(...times), Math.max(...times)].map((time) => dayText(new Date(time)));
  return first === last ? `${first}` : `${first} to ${last}`;
}

/** How many runs have each status, the worst first. */
export function byStatus(
  beats: readonly Beat[],
): { readonly status: Run['status']; readonly runs: number }[] {
  return (['failed', 'running', 'completed', 'cached', 'unknown'] as const)
    .map((status) => ({ status, runs: beats.filter((beat) => beat.status === status).length }))
    .filter(({ runs }) => runs > 0);
}

/** Runs of one day, week, month or year. The days are UTC, both included. */
export interface Period {
  readonly label: string;
  readonly since: string;
  readonly until: string;
  readonly beats: readonly Beat[];
}

const UNITS = [
  { begin: (at: Date) => Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()), days: 1 },
  {
    begin: (at: Date) =>
      Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - ((at.getUTCDay() + 6) % 7)),
    days: 7,
  },
  { begin: (at: Date) => Date.UTC(at.getUTCFullYear(), at.getUTCMonth()), days: 31 },
  { begin: (at: Date) => Date.UTC(at.getUTCFullYear(), 0), days: 366 },
] as const;

/** The runs by day or, where that were too many rows, by week, month or year; newest first, without empty ones. */
export function periods(beats: readonly Beat[]): Period[] {
  const known = beats.filter(({ startedAt }) => isTime(startedAt));
  for (const { begin, days } of UNITS) {
    const groups = new Map<number, Beat[]>();
    for (const beat of known) {
      const start = begin(beat.startedAt);
      groups.set(start, [...(groups.get(start) ?? []), beat]);
    }
    if (groups.size > MOST_PERIODS && days < 366) continue;
    return [...groups]
      .sort(([a], [b]) => b - a)
      .map(([start, inside]) => ({ ...named(start, days, begin), beats: inside }));
  }
  return [];
}

function named(start: number, days: number, begin: (at: Date) => number): Omit<Period, 'beats'> {
  const first = new Date(start);
  // The day before the next one begins: the first moment after `days` days lies in the next period or at its start.
  const last = new Date(days === 1 ? start : begin(new Date(start + days * DAY)) - DAY);
  return { label: labelOf(first, days), since: isoDay(first), until: isoDay(last) };
}

const isoDay = (at: Date): string => at.toISOString().slice(0, 10);

function labelOf(first: Date, days: number): string {
  const text = dayText(first);
  if (days === 1) return text;
  if (days === 7) return `Week of ${text}`;
  return days === 31 ? text.replace(/^\d+ /, '') : String(first.getUTCFullYear());
}

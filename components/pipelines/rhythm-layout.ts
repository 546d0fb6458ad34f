import type { Beat } from '@/lib/pipelines/pipeline';

/** Marks that would lie nearer than this share of the width stand above each other instead. */
const COLUMNS = 72;
/** Pixels between two marks above each other, while the height has room for it. */
const RISE = 9;
/** Labels on the axis at most: more do not fit a phone. */
const MOST_TICKS = 5;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 5 January 1970: weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** Pixels that the marks need at most: less where no moment has many runs. */
export function plotHeight(marks: readonly Placed[]): number {
  return Math.max(...marks.map(({ y }) => y), 0);
}

/** A run's place in the picture: share of the width, pixels above the axis. */
export interface Placed {
  readonly beat: Beat;
  readonly x: number;
  readonly y: number;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

/**
 * Where each run stands: left to right by its start, those of one moment above each other in their order. Where that
 * is higher than `height` pixels they overlap, sorted by how they went, so that what shows of each is its share; failed
 * ones come last, so that nothing is drawn over them. A single moment stands in the middle.
 */
export function placed(beats: readonly Beat[], height: number): Placed[] {
  const span = spanOf(beats);
  const columns = new Map<number, Beat[]>();
  for (const beat of beats) {
    const at = Math.round(shareOf(beat.startedAt.getTime(), span) * (COLUMNS - 1));
    columns.set(at, [...(columns.get(at) ?? []), beat]);
  }
  const all = [...columns].flatMap(([at, column]) => {
    const rise = Math.min(RISE, height / Math.max(column.length - 1, 1));
    const x = span.from === span.to ? 0.5 : at / (COLUMNS - 1);
    const inOrder = rise < RISE ? column.toSorted((a, b) => rank(a) - rank(b)) : column;
    return inOrder.map((beat, n) => ({ beat, x, y: n * rise }));
  });
  const isLast = ({ beat }: Placed) => Number(beat.status === 'failed');
  return all.sort((a, b) => isLast(a) - isLast(b));
}

const RANKS: readonly Beat['status'][] = ['unknown', 'cached', 'completed', 'running', 'failed'];
const rank = ({ status }: Beat): number => RANKS.indexOf(status);

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(beats: readonly Beat[]): Span {
  const times = beats.map(({ startedAt }) => startedAt.getTime());
  return { from: Math.min(...times), to: Math.max(...times) };
}

const shareOf = (time: number, { from, to }: Span): number =>
  from === to ? 0.5 : (time - from) / (to - from);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const two = (n: number): string => String(n).padStart(2, '0');
const clock = (at: Date): string => `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
const day = (at: Date): string => `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ''}`;
const monthOf = (at: Date): string =>
  at.getUTCMonth() === 0 ? String(at.getUTCFullYear()) : (MONTHS[at.getUTCMonth()] ?? '');

/** Distances between ticks below a month, with what stands below them. */
const STEPS: readonly (readonly [ms: number, label: (at: Date) => string])[] = [
  ...[1, 5, 15, 30].map((n) => [n * MINUTE, clock] as const),
  ...[1, 3, 6, 12].map(
    (n) => [n * HOUR, (at: Date) => (at.getUTCHours() === 0 ? day(at) : clock(at))] as const,
  ),
  ...[1, 2, 7, 14].map((n) => [n * DAY, day] as const),
];
/** And from a month on. */
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120, 600, 1200];

/** Round moments within the span, at most {@link MOST_TICKS}; the day where all runs are of one moment. UTC. */
export function ticks(beats: readonly Beat[]): Tick[] {
  const span = spanOf(beats);
  const length = span.to - span.from;
  if (!Number.isFinite(length)) return [];
  if (length === 0) return [{ x: 0.5, label: day(new Date(span.from)) }];
  const tick = (time: number, label: (at: Date) => string): Tick => ({
    x: shareOf(time, span),
    label: label(new Date(time)),
  });
  for (const [ms, label] of STEPS) {
    const times = multiples(span, ms);
    if (times.length <= MOST_TICKS) return times.map((time) => tick(time, label));
  }
  for (const months of MONTH_STEPS) {
    const times = monthStarts(span, months);
    if (times.length <= MOST_TICKS)
      return times.map((time) => tick(time, months < 12 ? monthOf : (at) => String(at.getUTCFullYear())));
  }
  return [];
}

function multiples({ from, to }: Span, ms: number): number[] {
  if ((to - from) / ms > MOST_TICKS) return Array<number>(MOST_TICKS + 1).fill(0);
  const times: number[] = [];
  const offset = ms >= 7 * DAY ? FIRST_MONDAY : 0;
  for (let time = Math.ceil((from - offset) / ms) * ms + offset; time <= to; time += ms) times.push(time);
  return times;
}

function monthStarts({ from, to }: Span, months: number): number[] {
  const [first, last] = [new Date(from), new Date(to)].map(
    (at) => at.getUTCFullYear() * 12 + at.getUTCMonth(),
  );
  const times: number[] = [];
  for (let n = Math.ceil((first ?? 0) / months) * months; n <= (last ?? 0); n += months) {
    const time = Date.UTC(Math.floor(n / 12), n % 12);
    if (time >= from && time <= to) times.push(time);
  }
  return times;
}

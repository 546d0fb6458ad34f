import { addTimes, dropTimesBefore, type TimeSpan, type TimesRow } from '@/db/queries/request-times';
import { HeldCounts } from '@/lib/counting/held-counts';
import { bucketOf } from './buckets';
import type { Route } from './route';

export const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
/** Days for which minutes are kept, and hours: each as long as what is shown of it, and a day. */
export const KEPT_TIMES: Readonly<Record<TimeSpan, number>> = { minute: 1, hour: 8 };
/** Routes × minutes that one process holds for the database: about 2 MB, and a quarter of an hour in which all are asked for. */
const MOST_HELD = 5_000;

/** The requests of one route in one minute, by bucket. */
interface Timed {
  readonly route: Route;
  /** Minutes from the epoch. */
  readonly minute: number;
  readonly counts: number[];
}

const addTo = (known: number[], more: readonly number[]): void => {
  for (const [place, count] of more.entries()) known[place] = (known[place] ?? 0) + count;
};
/** How long requests took, of one process, that the database does not know yet. */
export class RequestTimes extends HeldCounts<Timed> {
  constructor(most = MOST_HELD) {
    super({
      noun: 'times of requests',
      most,
      add: (known, { counts }) => addTo(known.counts, counts),
      sizeOf: ({ counts }) => counts.reduce((sum, count) => sum + count, 0),
      write: (executor, entries) => addTimes(executor, [...minutesOf(entries), ...hoursOf(entries)]),
      sweep: async (executor, today) => {
        for (const span of ['minute', 'hour'] as const)
          await dropTimesBefore(executor, span, new Date((today - KEPT_TIMES[span]) * DAY_MS));
      },
    });
  }

  /** Counts one request that was answered at an instant, in milliseconds from the epoch, after so many milliseconds. */
  note(route: Route, ms: number, at: number): void {
    const minute = Math.floor(at / MINUTE_MS);
    const key = `${route.kind} ${route.method} ${route.path} ${minute}`;
    const place = bucketOf(ms);
    const known = this.find(key);
    if (known === undefined) {
      const counts = Array.from({ length: place + 1 }, (_, n) => (n === place ? 1 : 0));
      this.add(key, { route, minute, counts });
      return;
    }
    const { counts } = known;
    while (counts.length <= place) counts.push(0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
}

function rowOf(span: TimeSpan, { route, minute, counts }: Timed): TimesRow {
  const length = span === 'minute' ? MINUTE_MS : HOUR_MS;
  const beganAt = new Date(Math.floor((minute * MINUTE_MS) / length) * length);
  return { span, beganAt, kind: route.kind, method: route.method, route: route.path, counts };
}

const minutesOf = (entries: readonly Timed[]): TimesRow[] => entries.map((entry) => rowOf('minute', entry));

/** The minutes added up by hour: the rows of one statement are of different keys. */
function hoursOf(entries: readonly Timed[]): TimesRow[] {
  const hours = new Map<string, TimesRow & { readonly counts: number[] }>();
  for (const entry of entries) {
    const row = rowOf('hour', entry);
    const key = `${row.kind} ${row.method} ${row.route} ${row.beganAt.getTime()}`;
    const known = hours.get(key);
    if (known === undefined) hours.set(key, { ...row, counts: [...row.counts] });
    else addTo(known.counts, row.counts);
  }
  return [...hours.values()];
}

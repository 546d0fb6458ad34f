const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (n: number): string => String(n).padStart(2, '0');
const month = (at: Date): string => MONTHS[at.getUTCMonth()] ?? '';
export const isTime = (at: Date): boolean => !Number.isNaN(at.getTime());

/** `5 Nov 2025`, UTC. */
export function dayText(at: Date): string {
  return isTime(at) ? `${at.getUTCDate()} ${month(at)} ${at.getUTCFullYear()}` : 'unknown time';
}

/** The last day, in UTC, that an end leaves whole, or the day it falls into: an end is the first moment after. */
export const lastDayOf = (end: Date): Date => new Date(end.getTime() - 1);

/** An end as people give it, by its last day: `31 Dec 2099` ends as 2100 begins. */
export const untilText = (end: Date): string => dayText(lastDayOf(end));

/** `05 Nov 25`, UTC: always nine characters, for cells that line up. */
export function shortDayText(at: Date): string {
  return isTime(at)
    ? `${two(at.getUTCDate())} ${month(at)} ${two(at.getUTCFullYear() % 100)}`
    : 'unknown time';
}

/** `5 Nov 2025, 17:28:55 UTC`. */
export function instantText(at: Date): string {
  if (!isTime(at)) return 'unknown time';
  return `${dayText(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} UTC`;
}

/** How long before `now`: `now`, `5 min`, `2 h`, `4 d`; the day itself from 30 days on. Later than `now`: `in 2 h`. */
export function relativeText(at: Date, now: Date): { readonly text: string; readonly isSpan: boolean } {
  const distance = now.getTime() - at.getTime();
  const size = Math.abs(distance);
  if (!(size < 30 * DAY)) return { text: dayText(at), isSpan: false };
  if (size < MINUTE) return { text: 'now', isSpan: false };
  const span =
    size < HOUR
      ? `${Math.floor(size / MINUTE)} min`
      : size < DAY
        ? `${Math.floor(size / HOUR)} h`
        : `${Math.floor(size / DAY)} d`;
  return distance < 0 ? { text: `in ${span}`, isSpan: false } : { text: span, isSpan: true };
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** `Today, 30 Nov`, `Sunday, 29 Nov`, with the year when it is another than now's. UTC. */
export function dayName(day: Date, now: Date): string {
  if (!isTime(day)) return 'unknown time';
  const daysAgo = Math.floor(now.getTime() / DAY) - Math.floor(day.getTime() / DAY);
  const name = daysAgo === 0 ? 'Today' : daysAgo === 1 ? 'Yesterday' : (DAYS[day.getUTCDay()] ?? '');
  const year = day.getUTCFullYear() === now.getUTCFullYear() ? '' : ` ${day.getUTCFullYear()}`;
  return `${name}, ${day.getUTCDate()} ${month(day)}${year}`;
}

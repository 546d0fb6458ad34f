import { DomainError } from '@/lib/core/domain-error';

/** A day or an instant as pages and addresses write it: `2022-05-24`, `2022-05-24T10:00:00Z`, in UTC. */
const WRITTEN = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
const DAY_MS = 86_400_000;

/**
 * The bound that a filter by time means, or null when the text is no day of the calendar: a day since which (its begin)
 * or until which (its end), or an instant.
 */
export function momentOf(text: string, bound: 'since' | 'until'): Date | null {
  if (!WRITTEN.test(text)) return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return null;
  const isDay = text.length === 10;
  // The parser takes 30 February for 2 March.
  if (isDay && at.toISOString().slice(0, 10) !== text) return null;
  return isDay && bound === 'until' ? new Date(at.getTime() + DAY_MS) : at;
}

/** Throws `invalid` naming the field unless the instant lies in years that databases and addresses can write. */
export function checkMoment(at: Date | null | undefined, path: string): void {
  if (at === null || at === undefined) return;
  const year = Number.isNaN(at.getTime()) ? Number.NaN : at.getUTCFullYear();
  if (year >= 1 && year <= 9999) return;
  const message = `${path} must be an instant of the years 1 to 9999.`;
  throw new DomainError('invalid', message, { issues: [{ path, message }] });
}

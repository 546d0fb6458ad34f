import { isNumber } from '@/lib/json/exact-number';
import { isUuid } from '@/lib/stacks/configurations/configuration';

/** An object of JSON, or null. */
export const objectOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text, or a number as it is written; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return isNumber(value) ? String(value) : null;
}

/**
 * A UUID in the form that this store writes; null where it is none. SQL stores of ZenML write 32 digits without dashes,
 * and drop leading zeros of some.
 */
export function uuidOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  if (isUuid(text)) return text.toLowerCase();
  if (!/^[0-9a-f]{20,32}$/i.test(text)) return null;
  const digits = text.toLowerCase().padStart(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** `2026-11-22T06:30:54.889725`, as ZenML writes instants: without a zone it is taken for UTC. Null for anything else. */
export function instantOfText(value: unknown): Date | null {
  const match = INSTANT.exec(textOf(value) ?? '');
  if (match === null) return null;
  const [, day, time, fraction = '', zone = 'Z'] = match;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const at = new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 || at.getUTCFullYear() > 2100) return null;
  // `Date` lets the 31st of February pass into March.
  return zone === 'Z' && !at.toISOString().startsWith(day ?? '') ? null : at;
}

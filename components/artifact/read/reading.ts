import { exactText, isNumber, numberWords } from '@/lib/json/exact-number';
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);

/** Any JSON value as text to show; absent and blank are ''. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  if (isNumber(value)) return numberWords(value);
  return typeof value === 'object' ? exactText(value) : String(value);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isNumber(value)) return 'a number';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    default:
      return 'an object';
  }
}

export interface UnknownField {
  /** As in the body: `system_requirements[3].priority`. */
  readonly path: string;
  readonly value: unknown;
}

const UNKNOWN_FIELDS_MAX = 200;

/**
 * One pass over a body for display. Scalars of the wrong kind are shown as they are; a list or an object of the
 * wrong kind is a problem, because then the document would hide what was stored. Keeps what it does not know.
 */
export class Reading {
  readonly problems: string[] = [];
  readonly unknown: UnknownField[] = [];

  /** An object with the fields that this page knows; the others are kept as unknown. Absent is empty. */
  object(value: unknown, path: string, known: readonly string[]): JsonObject {
    if (value === null || value === undefined) return {};
    if (!isObject(value)) {
      this.problems.push(`${path} should be an object but is ${kindOf(value)}.`);
      return {};
    }
    for (const [key, field] of Object.entries(value)) {
      if (known.includes(key) || this.unknown.length >= UNKNOWN_FIELDS_MAX) continue;
      this.unknown.push({ path: path === '' ? key : `${path}.${key}`, value: field });
    }
    return value;
  }

  /** Absent is empty. */
  list(value: unknown, path: string): readonly unknown[] {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.problems.push(`${path} should be a list but is ${kindOf(value)}.`);
    return [];
  }

  objects<T>(value: unknown, path: string, read: (item: unknown, path: string) => T): readonly T[] {
    return this.list(value, path).map((item, index) => read(item, `${path}[${index}]`));
  }

  /** The texts of a list, blank ones left out. */
  texts(value: unknown, path: string): readonly string[] {
    return this.list(value, path)
      .map(textOf)
      .filter((text) => text !== '');
  }
}

export type Read<T> =
  | { readonly ok: true; readonly value: T; readonly unknown: readonly UnknownField[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads a whole body as `type`; not ok when it is no such thing, with a sentence for each reason. */
export function readBody<T>(
  body: unknown,
  type: string,
  read: (reading: Reading, body: unknown, path: string) => T,
): Read<T> {
  if (!isObject(body))
    return {
      ok: false,
      problems: [`The body should be an object but is ${body === null ? 'null' : kindOf(body)}.`],
    };
  const named = body['artifact_type'];
  if (named !== undefined && named !== null && named !== type)
    return { ok: false, problems: [`artifact_type should be ${type} but is ${exactText(named)}.`] };
  const reading = new Reading();
  const value = read(reading, body, '');
  return reading.problems.length > 0
    ? { ok: false, problems: reading.problems }
    : { ok: true, value, unknown: reading.unknown };
}

/** `a.b` under a root that may be nameless. */
export const at = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

/** What Python's JSON and YAML write for numbers that JSON has none for. */
export const NON_FINITE = ['NaN', 'Infinity', '-Infinity'] as const;
type NonFinite = (typeof NON_FINITE)[number];

export const isNonFinite = (text: unknown): text is NonFinite => NON_FINITE.some((word) => word === text);

/**
 * A number that a double would not give back as it is written: whole ones beyond 2^53, `86400.0`, `1e5`, and the three
 * that are none. All others are JavaScript's own, so that what reads numbers meets this one only where it has to.
 */
export class ExactNumber {
  /** As JSON writes it, or one of {@link NON_FINITE}. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Stands in a template as it is written. */
  toString(): string {
    return this.text;
  }

  /** How projections in the database hold it: their numbers drop zeros, and drivers digits. See {@link storedForm}. */
  toJSON(): Readonly<Record<string, string>> {
    return { [STORED]: this.text };
  }
}

/** The number of a JSON text, or one of {@link NON_FINITE}. */
export function numberOf(text: string): number | ExactNumber {
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : new ExactNumber(text);
}

export const isNumber = (value: unknown): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber;

/** A number for reckoning; what is beyond doubles is rounded. */
export const roundedNumber = (value: number | ExactNumber): number => Number(String(value));

/** A number as people read it: what is none is said to be none, beside the word that was sent. */
export function numberWords(value: number | ExactNumber): string {
  const text = String(value);
  return isNonFinite(text) ? `not a number (${text})` : text;
}

/** The name under which a projection keeps a number's text. */
const STORED = 'exactNumber';

/** A value as a `jsonb` column keeps it, plain objects throughout; what looks like its numbers stands one level deeper. */
export const storedForm = (value: unknown): unknown => tagged(value, STORED, () => true);

/** What {@link storedForm} was made of. What earlier releases stored comes back as it is. */
export function ofStoredForm(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ofStoredForm);
  const members = Object.entries(value);
  const [first] = members;
  if (members.length === 1 && first?.[0] === STORED) {
    if (typeof first[1] === 'string') return new ExactNumber(first[1]);
    return withMembers(Object.entries(first[1] as object).map(([key, each]) => [key, ofStoredForm(each)]));
  }
  return withMembers(members.map(([key, each]) => [key, ofStoredForm(each)]));
}

/** An object of these members; `__proto__` is one like any other. */
function withMembers(members: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const made: Record<string, unknown> = Object.create(null);
  for (const [key, each] of members) made[key] = each;
  return made;
}

/** The value with numbers `{tag: text}`, and objects of no other member than `tag` below one more of it. */
export function tagged(value: unknown, tag: string, isTagged: (number: ExactNumber) => boolean): unknown {
  if (value instanceof ExactNumber) return isTagged(value) ? { [tag]: value.text } : value;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((each) => tagged(each, tag, isTagged));
  const members = Object.entries(value).map(([key, each]) => [key, tagged(each, tag, isTagged)] as const);
  const made = Object.fromEntries(members);
  return members.length === 1 && members[0]?.[0] === tag ? { [tag]: made } : made;
}

/** JSON text of a value, numbers as they are written, those of Python included. */
export function exactText(value: unknown): string {
  return written(value) ?? 'null';
}

function written(value: unknown): string | undefined {
  if (value instanceof ExactNumber) return value.text;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => written(each) ?? 'null').join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([key, each]) => {
    const text = written(each);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${members.join(',')}}`;
}

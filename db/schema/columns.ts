import { sql } from 'drizzle-orm';
import { check, customType, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Primary key: UUIDv7, made by the app. */
export const id = () => uuid('id').notNull();

/** An instant in UTC; the app stamps it with milliseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** Stamp of the making: when, by whom (row id; null when the store itself) and the name they had then. */
export const created = () => ({
  createdAt: instant('created_at').notNull(),
  createdById: uuid('created_by_id'),
  createdByName: text('created_by_name').notNull(),
});

/** Stamp of the last change, shaped as {@link created}. */
export const updated = () => ({
  updatedAt: instant('updated_at').notNull(),
  updatedById: uuid('updated_by_id'),
  updatedByName: text('updated_by_name').notNull(),
});

/** Soft deletion: outside every uniqueness, answered with 410 to those who could read it. */
export const deleted = () => ({
  deletedAt: instant('deleted_at'),
  deletedByName: text('deleted_by_name'),
});

/** Raw bytes: hashes and ciphertexts. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A closed set of words, kept as text with a check: enum types cannot be changed inside a transaction everywhere. */
export const oneOf = (name: string, column: string, words: readonly string[]) =>
  check(name, sql.raw(`"${column}" in (${words.map((word) => `'${word}'`).join(', ')})`));

/** A list of texts. Drizzle's own reading of arrays drops every backslash that stands in them. */
export const textArray = customType<{ data: string[]; driverData: string | string[] }>({
  dataType: () => 'text[]',
  toDriver: (items) => `{${items.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`,
  fromDriver: (value) => (typeof value === 'string' ? textsOf(value) : value),
});

/** The items of PostgreSQL's text form of a flat array without nulls. */
export function textsOf(literal: string): string[] {
  return Array.from(literal.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gsu), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll(/\\(.)/gsu, '$1'),
  );
}

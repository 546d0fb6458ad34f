import { v7, validate } from 'uuid';

/** A new row id: UUIDv7, made by the app because Postgres 15 has none. Sorts by time of making. */
export const newId = (): string => v7();

/** Whether a text from outside can be a row id; anything else never reaches a uuid column (22P02). */
export const isId = (text: string): boolean => validate(text);

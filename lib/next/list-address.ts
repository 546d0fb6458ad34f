import { queryText } from '@/lib/core/urls';

/** Addresses of one list: ordered anew, its pages, and without filters. */
export interface ListAddress {
  readonly sorted: (sort: string) => string;
  readonly page: (position: string | null) => string | null;
  readonly clear: string;
}

/** `given`: search, filters and order as they stand in the address; a new order begins at the first page. */
export function listAddress(path: string, given: Readonly<Record<string, string | undefined>>): ListAddress {
  return {
    sorted: (sort) => `${path}${queryText({ ...given, sort })}`,
    page: (position) => (position === null ? null : `${path}${queryText({ ...given, after: position })}`),
    clear: path,
  };
}

/** A word out of a closed set, or undefined: what an address holds may be anything. */
export function oneOf<T extends string>(words: readonly T[], given: string | undefined): T | undefined {
  return words.find((word) => word === given);
}

/** A search as verbs take it: absent when empty, never longer than a name. */
export function searchOf(given: string | undefined): { search?: string } {
  const search = given?.trim().slice(0, 100) ?? '';
  return search === '' ? {} : { search };
}

/** The position that the address names, for verbs. */
export function afterOf(given: string | undefined): { after?: string } {
  return given === undefined || given === '' ? {} : { after: given };
}

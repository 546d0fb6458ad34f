import type { CUSTOM_LISTS } from '../schema/catalog';

type CustomList = (typeof CUSTOM_LISTS)[number];

/** Default entries: list → name → description, and the category of each quality attribute. */
export interface DefaultEntry {
  readonly list: CustomList;
  readonly name: string;
  readonly description: string;
  readonly parent: string | null;
}

export const DEFAULT_ENTRIES: readonly DefaultEntry[] = [];

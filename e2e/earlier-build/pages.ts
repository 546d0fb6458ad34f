/** A page of any list of the native API. */
export interface Listed {
  readonly items: readonly Record<string, unknown>[];
  readonly next: string | null;
  readonly previous: string | null;
}

/** The page of a list at a cursor. */
export const after = (list: string, cursor: string): string => `${list}&after=${encodeURIComponent(cursor)}`;

/** What tells the items of a list apart. */
export const nameOf = (item: Record<string, unknown>): string =>
  String(item['name'] ?? item['identifier'] ?? item['revision'] ?? item['id']);

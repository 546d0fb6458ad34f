import { z } from 'zod';
import type { Page } from '@/lib/core/cursor';

/** Query of every list: what to find, in which order, from where, how many. */
export const listQuery = <const Sorts extends readonly [string, ...string[]]>(sorts: Sorts) =>
  z.strictObject({
    search: z.string().max(200).optional(),
    sort: z.enum(sorts).optional(),
    after: z.string().max(4_000).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  });

/** Reply of every list. `next` and `previous` go into `after`. */
export const pageReply = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    count: z.union([z.number().int(), z.literal('10,000+')]),
  });

/** A page of a verb as a reply, each item presented. */
export function toPageReply<T, Shown>(page: Page<T>, present: (item: T) => Shown) {
  return {
    items: page.items.map(present),
    next: page.next,
    previous: page.previous,
    count: page.count,
  };
}

/** Only the members that were given: verbs take absent ones, not undefined ones. */
export function given<T extends object>(values: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}

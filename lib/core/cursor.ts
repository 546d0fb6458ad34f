import { createHmac, timingSafeEqual } from 'node:crypto';
import { COUNT_CAP, type Keyset } from '@/db/queries/keyset';
import { actorUserId } from './actor';
import type { Ctx } from './ctx';
import { DomainError } from './domain-error';

/**
 * A place in a list, as doors and pages carry it: opaque, signed, good for the same list with the same filters and
 * the same person only. Verbs make and read it; `after` takes a page's `next` as well as its `previous`.
 */
export type Cursor = string;

/** How many there are: exact to 10,000. */
type Count = number | '10,000+';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: Cursor | null;
  readonly previous: Cursor | null;
  readonly count: Count;
}

/** What a cursor is bound to: the verb's name, and everything that chooses or orders its rows. */
export interface Listing {
  readonly list: string;
  readonly filter: Readonly<Record<string, string | number | boolean | null | undefined>>;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Rows per page: 50 unless asked otherwise, 1 to 200. */
export function pageLimit(limit: number | undefined): number {
  if (limit === undefined || !Number.isFinite(limit)) return DEFAULT_LIMIT;
  return Math.min(Math.max(Math.trunc(limit), 1), MAX_LIMIT);
}

/** What a cursor says, or null for the first page. `invalid` when it is not one of this list, filter and person. */
export function readCursor(ctx: Ctx, listing: Listing, cursor: Cursor | undefined): Keyset | null {
  if (cursor === undefined || cursor === '') return null;
  const [payload, mac] = cursor.split('.');
  if (payload !== undefined && mac !== undefined && isSigned(ctx, listing, payload, mac))
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Keyset;
  const message = 'The cursor is not one of this list: begin at its first page.';
  throw new DomainError('invalid', message, { issues: [{ path: 'after', message, value: cursor }] });
}

/**
 * Makes a page of at most `limit` items from `limit + 1` rows in the order in which the database gave them
 * (reversed when the keyset goes backward). `keyOf` names a row's sort values, the id last.
 */
export function pageOf<Row, Item>(
  ctx: Ctx,
  listing: Listing,
  query: { readonly keyset: Keyset | null; readonly limit: number; readonly count: number },
  rows: readonly Row[],
  keyOf: (row: Row) => readonly string[],
  present: (row: Row) => Item,
): Page<Item> {
  const { keyset, limit } = query;
  const more = rows.length > limit;
  const shown = rows.slice(0, limit);
  const backward = keyset?.backward ?? false;
  if (backward) shown.reverse();
  const [first, last] = [shown[0], shown[shown.length - 1]];
  const place = (row: Row | undefined, to: boolean): Cursor | null =>
    row === undefined ? null : sign(ctx, listing, { backward: to, at: keyOf(row) });
  return {
    items: shown.map(present),
    next: backward || more ? place(last, false) : null,
    previous: (backward ? more : keyset !== null) ? place(first, true) : null,
    count: query.count > COUNT_CAP ? '10,000+' : query.count,
  };
}

function sign(ctx: Ctx, listing: Listing, keyset: Keyset): Cursor {
  const payload = Buffer.from(JSON.stringify(keyset)).toString('base64url');
  return `${payload}.${macOf(ctx, listing, payload).toString('base64url')}`;
}

function isSigned(ctx: Ctx, listing: Listing, payload: string, mac: string): boolean {
  const given = Buffer.from(mac, 'base64url');
  const right = macOf(ctx, listing, payload);
  return given.length === right.length && timingSafeEqual(given, right);
}

function macOf(ctx: Ctx, { list, filter }: Listing, payload: string): Buffer {
  const chosen = Object.entries(filter)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const bound = JSON.stringify([list, actorUserId(ctx.actor), chosen, payload]);
  return createHmac('sha256', ctx.keys('cursors')).update(bound).digest().subarray(0, 16);
}

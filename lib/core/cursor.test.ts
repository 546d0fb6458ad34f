import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { ctxFor } from '@/lib/testing/world';
import { type Listing, pageLimit, pageOf, readCursor } from './cursor';

const ctx = (userId: string) =>
  ctxFor({} as Database, { kind: 'session', userId, name: userId, credentialId: null, limit: null });
const ada = ctx('ada');
const listing: Listing = { list: 'numbers', filter: { search: 'x', type: undefined } };

/** The list 0…n-1 as a database would page it. */
function page(of: number, limit: number, after: string | undefined) {
  const keyset = readCursor(ada, listing, after);
  const all = Array.from({ length: of }, (_, n) => n);
  const at = Number(keyset?.at[0]);
  const ahead = keyset === null ? all : all.filter((n) => (keyset.backward ? n < at : n > at));
  if (keyset?.backward === true) ahead.reverse();
  const query = { keyset, limit, count: of };
  return pageOf(
    ada,
    listing,
    query,
    ahead.slice(0, limit + 1),
    (n) => [String(n)],
    (n) => n,
  );
}

/** The cursor behind the second row of a list that has more. */
function nextOf(of: Listing): string {
  const query = { keyset: null, limit: 2, count: 3 };
  return (
    pageOf(
      ada,
      of,
      query,
      [0, 1, 2],
      (n) => [String(n)],
      (n) => n,
    ).next ?? ''
  );
}

describe('pages', () => {
  it('walk a list of any length forward and back again without a gap or a repeat', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 9 }), (length, limit) => {
        const forward: number[][] = [];
        let shown = page(length, limit, undefined);
        expect(shown.previous).toBeNull();
        for (;;) {
          forward.push([...shown.items]);
          expect(forward.length).toBeLessThanOrEqual(length + 1);
          if (shown.next === null) break;
          shown = page(length, limit, shown.next);
        }
        expect(forward.flat()).toEqual(Array.from({ length }, (_, n) => n));
        const back: number[][] = [[...shown.items]];
        while (shown.previous !== null) {
          shown = page(length, limit, shown.previous);
          back.unshift([...shown.items]);
          expect(back.length).toBeLessThanOrEqual(forward.length);
        }
        expect(back.flat()).toEqual(forward.flat());
      }),
    );
  });

  it('lead nowhere from where everything is gone meanwhile', () => {
    for (const backward of [false, true]) {
      const query = { keyset: { backward, at: ['1'] }, limit: 2, count: 0 };
      const gone = pageOf(
        ada,
        listing,
        query,
        [],
        (n) => [String(n)],
        (n) => n,
      );
      expect(gone).toEqual({ items: [], next: null, previous: null, count: 0 });
    }
  });

  it('say 10,000+ above ten thousand and the number up to it', () => {
    const counted = (count: number) =>
      pageOf(
        ada,
        listing,
        { keyset: null, limit: 1, count },
        [1],
        (n) => [String(n)],
        (n) => n,
      ).count;
    expect(counted(10_000)).toBe(10_000);
    expect(counted(10_001)).toBe('10,000+');
  });
});

describe('readCursor', () => {
  const next = page(9, 2, undefined).next ?? '';

  it('refuses the cursor of another person, another filter and another list', () => {
    expect(readCursor(ada, listing, next)).toEqual({ backward: false, at: ['1'] });
    for (const open of [
      () => readCursor(ctx('eve'), listing, next),
      () => readCursor(ada, { ...listing, filter: { search: 'y' } }, next),
      () => readCursor(ada, { ...listing, list: 'letters' }, next),
    ])
      expect(open).toThrow('not one of this list');
  });

  it('takes the same filter in other words: what is left out, nothing, or empty, in any order', () => {
    const chosen = { search: 'x', state: 'open', mine: false };
    const cursor = nextOf({ list: 'numbers', filter: chosen });
    for (const filter of [
      { mine: false, state: 'open', search: 'x' },
      { state: 'open', search: 'x', mine: false, type: '' },
      { ...chosen, type: null, before: undefined },
    ])
      expect(readCursor(ada, { list: 'numbers', filter }, cursor)).toEqual({ backward: false, at: ['1'] });
    for (const filter of [
      { search: 'x', state: 'open' },
      { ...chosen, mine: true },
      { ...chosen, page: 0 },
    ])
      expect(() => readCursor(ada, { list: 'numbers', filter }, cursor)).toThrow('not one of this list');
  });

  it('takes none and an empty one for the first page', () => {
    expect([undefined, ''].map((cursor) => readCursor(ada, listing, cursor))).toEqual([null, null]);
  });

  it('takes the cursors that it has always made: people keep them', () => {
    expect(nextOf({ list: 'numbers', filter: { state: 'open', search: 'x' } })).toBe(
      'eyJiYWNrd2FyZCI6ZmFsc2UsImF0IjpbIjEiXX0.NZ4fYlzkuOsUdeeTE8YGFQ',
    );
  });

  it('refuses with a complaint about the field that holds the cursor', () => {
    const [payload = '', mac = ''] = next.split('.');
    for (const cursor of [`${payload}x.${mac}`, `${payload}.${mac.slice(0, -2)}`, payload, `.${mac}`])
      try {
        readCursor(ada, listing, cursor);
        expect.unreachable();
      } catch (error) {
        const message = 'The cursor is not one of this list: begin at its first page.';
        expect(error).toMatchObject({
          code: 'invalid',
          message,
          issues: [{ path: 'after', message, value: cursor }],
        });
      }
  });

  it('refuses whatever it did not sign', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(() => readCursor(ada, listing, text)).toThrow('not one of this list');
      }),
    );
    expect(() => readCursor(ada, listing, `x${next}`)).toThrow('not one of this list');
  });
});

describe('pageLimit', () => {
  it('is 50 unless asked, and stays within 1 and 200', () => {
    expect([undefined, 0, -5, 7.9, 1e9, Number.NaN].map(pageLimit)).toEqual([50, 1, 1, 7, 200, 50]);
  });
});

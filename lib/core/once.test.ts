import { describe, expect, it } from 'vitest';
import type { Ctx } from './ctx';
import { once } from './once';

const only = (lookups?: Map<string, Promise<unknown>>) => ({ lookups }) as unknown as Ctx;

describe('a lookup', () => {
  it('is made again in a context that may write, since the row may have changed', async () => {
    let made = 0;
    const look = async () => ++made;
    const ctx = only();
    expect([await once(ctx, ['project', 'a'], look), await once(ctx, ['project', 'a'], look)]).toEqual([
      1, 2,
    ]);
  });

  it('is made once in a context that only reads, and apart for every name', async () => {
    let made = 0;
    const look = async () => ++made;
    const ctx = only(new Map());
    const found = await Promise.all([
      once(ctx, ['project', 'a'], look),
      once(ctx, ['project', 'a'], look),
      once(ctx, ['project', 'a","b'], look),
      once(ctx, ['project', 'a', 'b'], look),
    ]);
    expect(found).toEqual([1, 1, 2, 3]);
  });
});

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, openEmbedded } from '@/db/client';
import { readinessOf } from './readiness';

let opened: Opened;
beforeAll(async () => {
  opened = await openEmbedded(null);
}, 180_000);
afterAll(() => opened.close());

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('whether the server is ready', () => {
  it('is told while the database hangs, and again once it does not', async () => {
    const readiness = readinessOf(opened);
    expect(await readiness()).toEqual([]);
    await pass(1_100);
    const held = opened.db.execute(sql`select pg_sleep(6)`).then(() => {});
    expect(await readiness()).toEqual(['The database does not answer.']);
    await held;
    await pass(1_100);
    await expect.poll(readiness, { timeout: 20_000 }).toEqual([]);
  }, 60_000);

  it('asks the database once, however many want to know', async () => {
    let requested = 0;
    const counted = readinessOf({
      db: new Proxy(opened.db, {
        get: (target, name) => {
          if (name === 'execute') requested += 1;
          return Reflect.get(target, name);
        },
      }),
      room: null,
    });
    await Promise.all(Array.from({ length: 100 }, counted));
    expect(requested).toBe(1);
  });

  it('says so where writes have no room', async () => {
    const full = readinessOf({ db: opened.db, room: { isEnough: () => false } });
    expect(await full()).toEqual([expect.stringContaining('no room for writes')]);
    const gone = () => {
      throw new Error('ENOENT');
    };
    expect(await readinessOf({ db: opened.db, room: { isEnough: gone } })()).toHaveLength(1);
  });
});

import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../client';
import { awayIn } from '../database-away';
import { PgliteBridge } from '../embedded/bridge';
import * as schema from '../schema';
import { ownDatabase, runOn } from '../testing/own-database';
import { transact } from '../transact';
import { serverAddress } from './address';
import { EmbeddedPool } from './embedded-pool';
import { ServerPool } from './server-pool';

/** A store's connections, and how to cut all of them in the middle of whatever they do. */
interface Victim {
  readonly db: Database;
  readonly cut: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const through = (pool: ServerPool | EmbeddedPool): Database =>
  drizzle(pool as unknown as pg.Pool, { schema }) as unknown as Database;

async function victim(): Promise<Victim> {
  if (process.env['ASSAY_TEST_ENGINE'] !== 'postgres') {
    const bridge = new PgliteBridge({ directory: null, template: inject('pgliteTemplate') });
    const pool = new EmbeddedPool(bridge, { before: () => {}, wrote: () => {}, wroteAside: () => {} });
    return {
      db: through(pool),
      // Whoever connects cuts the connection there was.
      cut: async () => void (await bridge.connect()),
      close: async () => {
        await pool.end();
        await bridge.close();
      },
    };
  }
  const server = inject('postgresServer');
  const { name, url, drop } = await ownDatabase(server, 'assay_test');
  const pool = new ServerPool(serverAddress(url), 8);
  return {
    db: through(pool),
    cut: async () => {
      await runOn(
        server,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
      );
    },
    close: async () => {
      await pool.end();
      await drop();
    },
  };
}

let struck: Victim;
beforeAll(async () => {
  struck = await victim();
  await struck.db.execute(
    sql`create table kept (writer int, n int, half int, primary key (writer, n, half))`,
  );
});
afterAll(() => struck.close());

const WRITERS = 8;
const CUTS = 60;

describe('connections that are cut', () => {
  it('under eight writers lose nothing acknowledged, keep nothing by halves, and say that the database is away', async () => {
    const { db, cut } = struck;
    const acknowledged: string[] = [];
    const strange: unknown[] = [];
    let failures = 0;
    let isOver = false;
    const writer = async (id: number) => {
      for (let n = 0; !isOver; n += 1) {
        try {
          await transact(db, async (tx) => {
            await tx.execute(sql`insert into kept values (${id}, ${n}, 1)`);
            await tx.execute(sql`insert into kept values (${id}, ${n}, 2)`);
          });
          acknowledged.push(`${id} ${n}`);
          await db.execute(sql`select count(*) from kept where writer = ${id}`);
        } catch (error) {
          failures += 1;
          if (awayIn(error) === null) strange.push(error);
        }
      }
    };
    const writers = Array.from({ length: WRITERS }, (_, id) => writer(id));
    for (let n = 0; n < CUTS; n += 1) {
      await cut();
      const before = acknowledged.length;
      // Nobody is cut off for good: the next cut comes when some write has gone well since this one.
      while (acknowledged.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    isOver = true;
    await Promise.all(writers);
    expect(strange).toEqual([]);
    expect(failures).toBeGreaterThan(0);
    const pairs = await db.execute<{ pair: string; halves: string }>(
      sql`select writer || ' ' || n as pair, count(*) as halves from kept group by writer, n`,
    );
    expect(pairs.filter(({ halves }) => Number(halves) !== 2)).toEqual([]);
    const there = new Set(pairs.map(({ pair }) => pair));
    expect(acknowledged.filter((pair) => !there.has(pair))).toEqual([]);
  });

  it('refuse what comes after in the transaction that was cut, and do not write it by itself', async () => {
    const { db, cut } = struck;
    const others: Promise<unknown>[] = [];
    let runsOn: Promise<unknown> = Promise.resolve();
    const work = transact(db, async (tx) => {
      await tx.execute(sql`insert into kept values (100, 1, 1)`);
      await cut();
      // Others have every connection made anew: what runs on must not take one of them for its own. On the one
      // connection of the embedded database they wait for the transaction's end.
      for (let n = 0; n < 2 * WRITERS; n += 1)
        others.push(db.execute(sql`select count(*) from kept`).catch(() => {}));
      runsOn = (async () => {
        await Promise.race([Promise.all(others), new Promise((resolve) => setTimeout(resolve, 500))]);
        for (let n = 0; n < 20; n += 1)
          await tx.execute(sql`insert into kept values (100, ${n}, 2)`).catch(() => {});
      })();
      await runsOn;
    });
    expect(awayIn(await work.catch((error: unknown) => error))).not.toBeNull();
    // A driver may give the transaction up before its work has come to an end.
    await runsOn;
    await Promise.all(others);
    expect(await db.execute(sql`select * from kept where writer = 100`)).toEqual([]);
  });

  it('take no statement that comes after the end of its transaction', async () => {
    const { db } = struck;
    let late: Promise<unknown> = Promise.resolve();
    await transact(db, async (tx) => {
      late = new Promise((resolve) => setTimeout(resolve, 50)).then(() =>
        tx.execute(sql`insert into kept values (101, 1, 1)`),
      );
      late.catch(() => {});
    });
    await expect(late).rejects.toThrow();
    expect(await db.execute(sql`select * from kept where writer = 101`)).toEqual([]);
  });
});

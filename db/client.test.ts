import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, openEmbedded } from './client';
import { PgliteBridge } from './embedded/bridge';
import { EmbeddedPool } from './pool/embedded-pool';
import { brokenConstraint, sqlState } from './sql-state';
import { transact } from './transact';

let opened: Opened;
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'assay-embedded-'));
  opened = await openEmbedded(directory);
  await opened.db.execute(sql`create table kept (id int constraint kept_id primary key, body text)`);
}, 60_000);
afterAll(async () => {
  await opened.close();
  await rm(directory, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('brings bodies of 16 MB back as they went in', async () => {
    const body = 'å'.repeat(8_000_000);
    await opened.db.execute(sql`insert into kept values (1, ${body})`);
    const [row] = await opened.db.execute<{ body: string }>(sql`select body from kept where id = 1`);
    expect(row?.body === body).toBe(true);
  });

  it('leaves nothing of a transaction that throws', async () => {
    await expect(
      transact(opened.db, async (tx) => {
        await tx.execute(sql`insert into kept values (2, 'half')`);
        throw new Error('second thoughts');
      }),
    ).rejects.toThrow('second thoughts');
    expect(await opened.db.execute(sql`select 1 from kept where id = 2`)).toHaveLength(0);
  });

  it('undoes only the savepoint when a nested transaction fails', async () => {
    await transact(opened.db, async (tx) => {
      await tx.execute(sql`insert into kept values (3, 'outer')`);
      await tx
        .transaction(async (inner) => inner.execute(sql`insert into kept values (3, 'again')`))
        .catch(() => {});
    });
    expect(await opened.db.execute(sql`select body from kept where id = 3`)).toEqual([{ body: 'outer' }]);
  });

  it('serves statements sent while a transaction runs, after it', async () => {
    const order: string[] = [];
    const long = transact(opened.db, async (tx) => {
      await tx.execute(sql`select pg_sleep(0.05)`);
      order.push('transaction');
    });
    const short = opened.db.execute(sql`select 1`).then(() => order.push('statement'));
    await Promise.all([long, short]);
    expect(order).toContain('statement');
    expect(order).toContain('transaction');
  });

  it('names the SQLSTATE and the constraint that a statement broke', async () => {
    const error = await opened.db.execute(sql`insert into kept values (1, 'twice')`).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(sqlState(error)).toBe('23505');
    expect(brokenConstraint(error)).toBe('kept_id');
  });

  it('runs a query without stopping this thread', async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    await opened.db.execute(sql`select count(*) from generate_series(1, 3000000)`);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });

  it('hands no open transaction to the connection after a broken one', async () => {
    const bridge = new PgliteBridge({ directory: null, template: null });
    const text = (sent: string) => ({ text: sent });
    const first = new EmbeddedPool(bridge, { before: () => {}, wrote: () => {}, wroteAside: () => {} });
    await first.query(text('create table kept (id int)'));
    const held = await first.connect();
    await held.query(text('begin'));
    await held.query(text('insert into kept values (1)'));
    const second = new EmbeddedPool(bridge, { before: () => {}, wrote: () => {}, wroteAside: () => {} });
    expect(await second.query(text('select id from kept'))).toHaveLength(0);
    await second.end();
    await bridge.close();
  });

  it('keeps what was acknowledged over closing and opening', async () => {
    await opened.db.execute(sql`insert into kept values (9, 'kept')`);
    await opened.close();
    opened = await openEmbedded(directory);
    expect(await opened.db.execute(sql`select body from kept where id = 9`)).toEqual([{ body: 'kept' }]);
  }, 60_000);
});

describe('many statements and transactions at once', () => {
  it('gives each transaction its connection, however many wait', async () => {
    await opened.db.execute(sql`create table if not exists counted (id int primary key, n int)`);
    await opened.db.execute(sql`insert into counted values (1, 0) on conflict do nothing`);
    const reads = Array.from({ length: 400 }, (_, n) => opened.db.execute(sql`select ${n}::int as n`));
    const writes = Array.from({ length: 400 }, () =>
      transact(opened.db, (tx) => tx.execute(sql`update counted set n = n + ${1}::int where id = ${1}::int`)),
    );
    const more = Array.from({ length: 400 }, (_, n) => opened.db.execute(sql`select ${n}::int as n`));
    const read = await Promise.all([...reads, ...more]);
    await Promise.all(writes);
    expect(read.map(([row]) => row?.['n'])).toEqual([...Array(400).keys(), ...Array(400).keys()]);
    expect(await opened.db.execute(sql`select n from counted`)).toEqual([{ n: 400 }]);
  });
});

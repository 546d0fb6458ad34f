import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Opened, openEmbedded } from '../client';

let opened: Opened;
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'assay-upkeep-'));
  opened = await openEmbedded(directory);
  await opened.db.execute(sql`create table kept (id int primary key, body text)`);
}, 60_000);
afterAll(async () => {
  await opened.close();
  await rm(directory, { recursive: true, force: true });
});

/** What the planner believes, and rows that are gone and still take room. */
async function seen(): Promise<{ rows: number; dead: number }> {
  const [row] = await opened.db.execute<{ rows: number; dead: string }>(sql`
    select c.reltuples as rows, s.n_dead_tup as dead
    from pg_class c join pg_stat_user_tables s on s.relid = c.oid where c.relname = 'kept'`);
  return { rows: row?.rows ?? Number.NaN, dead: Number(row?.dead) };
}
const one = (id: number) => opened.db.execute(sql`insert into kept values (${id}, 'kept')`);

describe('the upkeep of the embedded database', () => {
  it('tells the planner of a table that grows row by row', async () => {
    expect((await seen()).rows).toBe(-1);
    for (let id = 0; id < 120; id += 1) await one(id);
    await vi.waitFor(async () => expect((await seen()).rows).toBeGreaterThan(50), 20_000);
  });

  it('takes away the dead rows of what is changed again and again', async () => {
    for (let turn = 0; turn < 60; turn += 1)
      await opened.db.execute(sql`update kept set body = ${`${turn}`}`);
    await vi.waitFor(async () => {
      // Each write counts towards the next look.
      await opened.db.execute(sql`update kept set body = 'once more' where id = 1`);
      expect((await seen()).dead).toBeLessThan(1_000);
    }, 20_000);
    expect((await seen()).rows).toBe(120);
  });

  it('lets the log grow no further than to some checkpoints of it', async () => {
    const log = async () => {
      const names = await readdir(path.join(directory, 'pglite', 'pg_wal'));
      return names.filter((name) => /^[0-9A-F]{24}$/.test(name)).length * 16;
    };
    await opened.db.execute(sql`create table heavy (id int, body text)`);
    const write = () =>
      opened.db.execute(sql`insert into heavy values (1, ${randomBytes(4_000_000).toString('hex')})`);
    for (let n = 0; n < 24; n += 1) await write();
    await vi.waitFor(async () => {
      await write();
      expect(await log(), 'megabytes').toBeLessThan(150);
    }, 20_000);
    await opened.db.execute(sql`drop table heavy`);
  }, 120_000);

  it('looks at what an earlier process left when a store is opened', async () => {
    await opened.db.execute(
      sql`insert into kept select id, repeat('x', 500) from generate_series(1000, 9000) id`,
    );
    expect((await seen()).rows).toBe(120);
    await opened.close();
    opened = await openEmbedded(directory);
    await vi.waitFor(async () => expect((await seen()).rows).toBe(8_121), 20_000);
  }, 60_000);

  it('holds nothing up when the store is closed at once', async () => {
    for (let id = 10_000; id < 10_060; id += 1) await one(id);
    await opened.close();
    opened = await openEmbedded(directory);
    expect(await opened.db.execute(sql`select 1 from kept where id = 10059`)).toHaveLength(1);
  }, 60_000);
});

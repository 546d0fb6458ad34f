import { sql } from 'drizzle-orm';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, openEmbedded } from './client';
import { transact } from './transact';

const kept = pgTable('kept', { id: integer().primaryKey(), body: text() });

let opened: Opened;
beforeAll(async () => {
  opened = await openEmbedded(null);
  await opened.db.execute(sql`create table kept (id int primary key, body text)`);
}, 60_000);
afterAll(() => opened.close());

/** By how much `work` raised the count, as the first thing after it sees it. */
async function raisedBy(work: () => Promise<unknown>): Promise<number> {
  const before = opened.writes?.() ?? Number.NaN;
  await work().catch(() => {});
  return (opened.writes?.() ?? Number.NaN) - before;
}

describe('the count of writes', () => {
  it.each([
    ['an insert', sql`insert into kept values (1, 'a')`],
    ['an update', sql`update kept set body = 'b'`],
    ['a deletion', sql`delete from kept`],
    [
      'a write inside a query',
      sql`with made as (insert into kept values (2, 'b') returning id) select id from made`,
    ],
    ['a change of the schema', sql`create index kept_body on kept (body)`],
    ['a refused write', sql`insert into kept values (2, 'again')`],
    ['a truncation', sql`truncate kept`],
  ])('rises for %s', async (_what, statement) => {
    expect(await raisedBy(() => opened.db.execute(statement))).toBe(1);
  });

  it('rises for what drizzle builds, whether it asks for rows or not', async () => {
    const { db } = opened;
    expect(await raisedBy(async () => db.insert(kept).values({ id: 3, body: 'c' }))).toBe(1);
    expect(await raisedBy(async () => db.insert(kept).values({ id: 4, body: 'd' }).returning())).toBe(1);
    expect(await raisedBy(async () => db.select().from(kept))).toBe(0);
  });

  it('rises when a transaction ends, kept or undone', async () => {
    const write = (id: number, then: () => void) =>
      transact(opened.db, async (tx) => {
        await tx.execute(sql`insert into kept values (${id}, 'in a transaction')`);
        then();
      });
    expect(await raisedBy(() => write(10, () => {}))).toBe(1);
    const undone = () => {
      throw new Error('second thoughts');
    };
    expect(await raisedBy(() => write(11, undone))).toBe(1);
  });

  it('stays for reads', async () => {
    expect(await raisedBy(async () => opened.db.execute(sql`select * from kept where id = ${3}`))).toBe(0);
    expect(
      await raisedBy(async () =>
        opened.db.execute(sql`with some as (select 1 as updated_at) select * from some`),
      ),
    ).toBe(0);
  });
});

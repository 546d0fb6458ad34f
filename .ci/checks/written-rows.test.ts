import { beforeAll, describe, expect, it } from 'vitest';
import { type Begun, programOf, type Writer, writersOf } from './written-rows';

const PLANTED = 'db/queries/planted.ts';
const SOURCE = `import { eq, sql } from 'drizzle-orm';
import type { Bookkeeper, Database, Executor, Transaction } from '../client';
import { users } from '../schema';
export const kept = async (handle: Transaction) => handle.delete(users).where(eq(users.id, 'x'));
export async function counted(handle: Bookkeeper) { await handle.execute(sql\`insert into things values (1)\`); }
export async function open(handle: Executor) { await handle.update(users).set({ name: 'x' }); }
export async function outer(handle: Database) { await handle.execute(sql\`update users set name = 'x'\`); }
export async function deep({ db }: { db: Database }) { const go = () => db.insert(users).values([]); await go(); }
export async function reads(handle: Executor) { const all = new Set([1]); all.delete(1); return handle.select().from(users); }
export const begins = (handle: Database) => handle.transaction(async () => 1);
`;

/** What writes to a database that it has just made, before anybody can ask it anything. */
const PREPARING = /^db\/(seed|migrate|embedded|testing)\b/;

let found: { writers: Writer[]; begun: Begun[] };
beforeAll(() => {
  found = writersOf(programOf(new Map([[PLANTED, SOURCE]])));
}, 240_000);

const ours = <T extends { readonly file: string }>(all: readonly T[]) =>
  all.filter(({ file }) => file !== PLANTED);

describe('the reading of types', () => {
  it('tells what a writer takes, whatever things are called', () => {
    const planted = found.writers.filter(({ file }) => file === PLANTED);
    expect(planted.map(({ name, takes }) => [name, takes])).toEqual([
      ['kept', 'transaction'],
      ['counted', 'bookkeeper'],
      ['open', 'open'],
      ['outer', 'open'],
      ['deep', 'open'],
    ]);
    expect(found.begun.filter(({ file }) => file === PLANTED)).toEqual([{ file: PLANTED, name: 'begins' }]);
  });
});

describe('rows', () => {
  it('are written inside of a transaction, or said to be no event of the store', () => {
    const writers = ours(found.writers).filter(({ file }) => !PREPARING.test(file));
    expect(writers.length).toBeGreaterThan(80);
    expect(writers.filter(({ takes }) => takes === 'open')).toEqual([]);
  });

  it('are written by queries alone', () => {
    const elsewhere = ours(found.writers).filter(
      ({ file }) => !PREPARING.test(file) && !/^db\/queries\//.test(file),
    );
    expect(elsewhere).toEqual([]);
  });

  it('are written in transactions that one function begins', () => {
    expect(ours(found.begun)).toEqual([{ file: 'db/transact.ts', name: 'transact' }]);
  });
});

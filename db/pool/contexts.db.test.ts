import { AsyncLocalStorage } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'drizzle-orm';
import { describe, expect, inject, it } from 'vitest';
import { type Opened, openEmbedded, openServer } from '../client';
import { ownDatabase } from '../testing/own-database';
import { transact } from '../transact';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A pool that has made no connection on anybody's behalf yet. */
async function opened(): Promise<{ readonly database: Opened; readonly close: () => Promise<void> }> {
  if (process.env['ASSAY_TEST_ENGINE'] !== 'postgres') {
    const database = await openEmbedded(null, { template: inject('pgliteTemplate') });
    return { database, close: () => database.close() };
  }
  const { url, drop } = await ownDatabase(inject('postgresServer'), 'assay_test');
  const database = openServer(url);
  return { database, close: () => database.close().then(drop) };
}

describe('a connection', () => {
  it('keeps nothing of the request on whose behalf it was made or given back', async () => {
    const { database, close } = await opened();
    const context = new AsyncLocalStorage<object>();
    const ask = (work: () => Promise<unknown>): WeakRef<object> => {
      const request = { bytes: new Uint8Array(1_000) };
      const done = context.run(request, work);
      requested.push(done);
      return new WeakRef(request);
    };
    const requested: Promise<unknown>[] = [];
    const requests = [
      ask(() => database.db.execute(sql`select 1`)),
      ask(() => transact(database.db, (tx) => tx.execute(sql`select 2`))),
      ask(() => database.db.execute(sql`select 3`)),
    ];
    await Promise.all(requested.splice(0));
    // A turn of the loop ends what the answers themselves held.
    await new Promise((resolve) => setTimeout(resolve, 20));
    collectGarbage();
    expect(requests.map((request) => request.deref())).toEqual([undefined, undefined, undefined]);
    await close();
  });
});

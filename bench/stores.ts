import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Opened, openEmbedded, openServer } from '@/db/client';
import { migrateEmbedded, migrateServer } from '@/db/migrate';
import { seed } from '@/db/seed';
import { ownDatabase } from '@/db/testing/own-database';
import type { Ctx } from '@/lib/core/ctx';
import { keysFrom } from '@/lib/secrets/keys';
import { makeUser } from '@/lib/testing/world';

/** A new, migrated store to measure in. */
export interface BenchStore {
  readonly engine: 'embedded' | 'postgres';
  readonly opened: Opened;
  /** A fresh context of one administrator, as each request has. */
  readonly ctx: () => Ctx;
  readonly remove: () => Promise<void>;
}

const keys = keysFrom('a secret that only benchmarks know, long enough');

export async function embeddedStore(): Promise<BenchStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-bench-'));
  const opened = await openEmbedded(folder);
  await migrateEmbedded(opened);
  return finished('embedded', opened, () => rm(folder, { recursive: true, force: true }));
}

export async function serverStore(server: string): Promise<BenchStore> {
  const { url, drop } = await ownDatabase(server, 'assay_bench');
  await migrateServer(url);
  return finished('postgres', openServer(url), drop);
}

async function finished(
  engine: BenchStore['engine'],
  opened: Opened,
  drop: () => Promise<unknown>,
): Promise<BenchStore> {
  await seed(opened.db, new Date());
  const user = await makeUser(opened, { role: 'admin' });
  return {
    engine,
    opened,
    ctx: () => ({ ...user.ctx(), keys, now: new Date() }),
    remove: async () => {
      await opened.close();
      await drop();
    },
  };
}

/** Statistics and visibility as a store has them that autovacuum has seen. */
export async function settle({ opened }: BenchStore): Promise<void> {
  await opened.db.execute('vacuum analyze');
}

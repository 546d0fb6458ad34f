import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { type Opened, openEmbedded, openServer } from '@/db/client';
import { migrateEmbedded, migrateServer } from '@/db/migrate';
import { seed } from '@/db/seed';
import type { Ctx } from '@/lib/core/ctx';
import { keysFrom } from '@/lib/core/keys';
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
  const { url, drop } = await emptyDatabase(server);
  await migrateServer(url);
  return finished('postgres', openServer(url), drop);
}

/** A database of its own on the server, and how to be rid of it. */
export async function emptyDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `assay_bench_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return { url: url.toString(), drop };
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

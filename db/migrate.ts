import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Executor, Opened } from './client';
import { DatabaseAway } from './database-away';
import { serverAddress } from './pool/address';

const folder = () => path.join(process.cwd(), 'drizzle');

/** Any number will do, as long as every Assay takes the same one. */
const MIGRATION_LOCK = 4_715_502;
/** Milliseconds for a server to let us in at start. */
const CONNECT_MS = 10_000;

/** Applies pending migrations to the embedded database, which has one opener by construction. */
export async function migrateEmbedded(opened: Opened): Promise<void> {
  await opened.alone((client) => migrateBy(client, folder()));
}

/** Applies the migrations of a folder by one connection. */
export async function migrateBy(client: pg.ClientBase, migrationsFolder: string): Promise<void> {
  await migrate(drizzle(client as pg.Client), { migrationsFolder });
}

/** Applies pending migrations to a server; replicas that start together wait for each other. */
export async function migrateServer(url: string): Promise<void> {
  const client = new pg.Client({
    ...serverAddress(url).config,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  // What waits for an answer is told as well.
  client.on('error', () => {});
  try {
    await client.connect().catch((cause: unknown) => {
      throw new DatabaseAway({ cause });
    });
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrateBy(client, folder());
  } finally {
    await client.end();
  }
}

/** How far the schema of an opened database is. */
export interface MigrationState {
  /** How many this build brings, and how many the database has. */
  readonly expected: number;
  readonly applied: number;
  /** Name of the newest that the database has; null where this build does not know it. */
  readonly newest: string | null;
}

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[];
}

export async function migrationState(executor: Executor): Promise<MigrationState> {
  const journal = readFileSync(path.join(folder(), 'meta', '_journal.json'), 'utf8');
  const { entries } = JSON.parse(journal) as Journal;
  const [row] = await executor.execute<{ applied: number; newest: string }>(
    sql`select count(*)::int as applied, max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  return {
    expected: entries.length,
    applied: row?.applied ?? 0,
    newest: entries.find(({ when }) => String(when) === row?.newest)?.tag ?? null,
  };
}

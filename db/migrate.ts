import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { type Opened, serverAddress } from './client';

const folder = () => path.join(process.cwd(), 'drizzle');

/** Any number will do, as long as every Assay takes the same one. */
const MIGRATION_LOCK = 4_715_502;

/** Applies pending migrations to the embedded database, which has one opener by construction. */
export async function migrateEmbedded(opened: Opened): Promise<void> {
  await migrate(opened.db, { migrationsFolder: folder() });
}

/** Applies pending migrations to a server; replicas that start together wait for each other. */
export async function migrateServer(url: string): Promise<void> {
  const client = postgres(serverAddress(url).address, { max: 1, onnotice: () => {}, fetch_types: false });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder: folder() });
  } finally {
    await client.end({ timeout: 5 });
  }
}

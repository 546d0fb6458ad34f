import { type Opened, openEmbedded, openServer } from '@/db/client';
import { migrateEmbedded, migrateServer } from '@/db/migrate';
import { seed } from '@/db/seed';
import { checkKey } from '@/lib/secrets/key-check';
import { type Keys, keysFrom, readOrCreateSecret, secretFile } from '@/lib/secrets/keys';
import type { Env } from './env';
import { type Runtime, setRuntime } from './runtime';

/**
 * Opens the database, migrates and seeds it, and sets the process's {@link Runtime}. `prepared`: another process of
 * this start has migrated and seeded already.
 */
export async function startStore(env: Env, { prepared = false } = {}): Promise<Runtime> {
  const database =
    prepared && env.DATABASE_URL !== undefined ? openServer(env.DATABASE_URL) : await openMigrated(env);
  const keys = keysFrom(env.ASSAY_SECRET_KEY ?? readOrCreateSecret(env.ASSAY_DATA_DIR));
  if (!prepared) await prepare(database, env, keys);
  const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
  const url = (env.ASSAY_URL ?? `http://${host}:${env.PORT}`).replace(/\/+$/, '');
  const made: Runtime = { env, keys, database, url };
  setRuntime(made);
  return made;
}

async function prepare(database: Opened, env: Env, keys: Keys): Promise<void> {
  try {
    await seed(database.db, new Date());
    const source = env.ASSAY_SECRET_KEY === undefined ? secretFile(env.ASSAY_DATA_DIR) : 'ASSAY_SECRET_KEY';
    await checkKey(database.db, keys, source);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openMigrated(env: Env): Promise<Opened> {
  if (env.DATABASE_URL !== undefined) {
    await migrateServer(env.DATABASE_URL);
    return openServer(env.DATABASE_URL);
  }
  const opened = await openEmbedded(env.ASSAY_DATA_DIR, { reserve: env.ASSAY_RESERVE_MB * 1_048_576 });
  await migrateEmbedded(opened);
  return opened;
}

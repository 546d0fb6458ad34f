import { type MigrationState, migrationState } from '@/db/migrate';
import { type DatabaseFacts, databaseFacts } from '@/db/queries/database-facts';
import type { Ctx } from '@/lib/core/ctx';
import { type Setting, settingsInForce } from '@/lib/core/env';
import type { Runtime } from '@/lib/core/runtime';
import { authorizeSystem } from './authorize-system';
import { type Build, thisBuild } from './build';
import { workerStarts } from './worker-starts';

/** How many of the largest tables are named. */
const TABLES = 5;

/** What this server is, what it works on, and by which settings. Sizes in bytes. */
export interface System extends Build {
  /** Release of Node. */
  readonly node: string;
  /** Since when the process that answers runs. */
  readonly startedAt: Date;
  /** Processes that answer at this address of this machine. */
  readonly workers: number;
  /** When each of those that run began, the oldest first. One that ended is missing until another takes its place. */
  readonly workersStartedAt: readonly Date[];
  readonly database: DatabaseFacts & {
    readonly kind: 'embedded' | 'server';
    readonly migrations: MigrationState;
    /** What is free where the embedded database lies, and what has to stay free; null on a server. */
    readonly disk: { readonly free: number; readonly reserve: number } | null;
  };
  readonly settings: readonly Setting[];
}

/** What this server is, for who may read the audit of the store. Of a secret setting it says whether there is one. */
export async function readSystem(
  ctx: Ctx,
  { env, database: { kind, room } }: Pick<Runtime, 'env' | 'database'>,
): Promise<System> {
  await authorizeSystem(ctx);
  const facts = await databaseFacts(ctx.db, TABLES);
  const migrations = await migrationState(ctx.db);
  const disk = room === null ? null : { free: room.free(), reserve: room.reserve };
  const startedAt = new Date(ctx.now.getTime() - Math.round(process.uptime() * 1_000));
  return {
    ...thisBuild(),
    node: process.version,
    startedAt,
    workersStartedAt: workerStarts() ?? [startedAt],
    workers: kind === 'server' ? env.ASSAY_WORKERS : 1,
    database: { ...facts, kind, migrations, disk },
    settings: settingsInForce(env),
  };
}

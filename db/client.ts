import path from 'node:path';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { PgliteBridge } from './embedded/bridge';
import { lockDirectory } from './embedded/lock';
import * as schema from './schema';

/** The pool: statements of their own. Inside a transaction use the {@link Transaction} that it hands you. */
export type Database = PostgresJsDatabase<typeof schema>;
/** A running transaction. Using the {@link Database} inside one hangs for ever on the embedded database. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** First argument of every query function. */
export type Executor = Database | Transaction;

export interface Opened {
  readonly db: Database;
  /** Which kind answers; SQL is the same for both. */
  readonly kind: 'embedded' | 'server';
  /** Bytes of the whole database, embedded only (test templates). */
  readonly dump: (() => Promise<Uint8Array>) | null;
  readonly close: () => Promise<void>;
}

const quiet = { onnotice: () => {}, fetch_types: false } as const;

/** Opens a PostgreSQL server's database. `connections` per process. */
export function openServer(url: string, connections = 10): Opened {
  // No named prepared statements: older pgbouncer in transaction mode does not know them.
  const client = postgres(url, {
    ...quiet,
    max: connections,
    prepare: false,
    connect_timeout: 10,
    idle_timeout: 60,
    connection: { application_name: 'assay' },
  });
  return {
    db: drizzle(client, { schema }),
    kind: 'server',
    dump: null,
    close: () => client.end({ timeout: 5 }),
  };
}

/** Opens the embedded database in `<dataDirectory>/pglite`, exclusively, or in memory when null. */
export async function openEmbedded(
  dataDirectory: string | null,
  template: string | null = null,
): Promise<Opened> {
  const release = dataDirectory === null ? async () => {} : await lockDirectory(dataDirectory);
  const bridge = new PgliteBridge({
    directory: dataDirectory === null ? null : path.join(dataDirectory, 'pglite'),
    template,
  });
  await bridge.open();
  const options = {
    ...quiet,
    host: 'embedded',
    user: 'postgres',
    database: 'postgres',
    max: 1,
    max_lifetime: null,
    socket: () => bridge.connect(),
  };
  // `socket` is documented by the driver and missing from its types.
  const client = preferPrepared(postgres(options as postgres.Options<Record<string, postgres.PostgresType>>));
  return {
    db: drizzle(client, { schema }),
    kind: 'embedded',
    dump: () => bridge.dump(),
    close: async () => {
      await client.end({ timeout: 5 });
      await bridge.close();
      await release();
    },
  };
}

/** Texts that get a named statement. Searches make new texts without end, and a name lives as long as its session. */
const MOST_NAMED = 400;

/** Named statements halve the round trips of Drizzle's `unsafe` calls; safe where the connection is ours alone. */
function preferPrepared<T extends postgres.ISql>(client: T, named = new Set<string>()): T {
  const unsafe = client.unsafe.bind(client);
  client.unsafe = ((query: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) => {
    // Without parameters it is sent as it is: migrations must not use the names up.
    if (named.size < MOST_NAMED && parameters !== undefined && parameters.length > 0) named.add(query);
    // Drizzle says `prepare: false` of its own accord.
    return unsafe(query, parameters, { ...options, prepare: named.has(query) });
  }) as T['unsafe'];
  for (const method of ['begin', 'savepoint'] as const) {
    const scoped = client as unknown as Record<string, ((...args: unknown[]) => unknown) | undefined>;
    const original = scoped[method]?.bind(client);
    if (original === undefined) continue;
    scoped[method] = (...args: unknown[]) => {
      const run = args.pop() as (inner: postgres.ISql) => unknown;
      return original(...args, (inner: postgres.ISql) => run(preferPrepared(inner, named)));
    };
  }
  return client;
}

import path from 'node:path';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { PgliteBridge } from './embedded/bridge';
import { checkFolder, damaged, lockFolder } from './embedded/folder';
import { Room } from './embedded/room';
import { Upkeep } from './embedded/upkeep';
import * as schema from './schema';
import { turnsOf } from './turns';

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
  /**
   * Counts what may have changed the database, in this process and so in any: a number that stays the same means that
   * no row has changed. Null on a server, where others write too.
   */
  readonly writes: (() => number) | null;
  /** Room for writes where the embedded database lies. Null in memory, and on a server, which minds its own disk. */
  readonly room: Room | null;
  /** Bytes of the whole database, embedded only (test templates). */
  readonly dump: (() => Promise<Uint8Array>) | null;
  readonly close: () => Promise<void>;
}

const quiet = { onnotice: () => {}, fetch_types: false } as const;

/**
 * Opens a PostgreSQL server's database. `connections` per process. Statements are named, so that each is parsed and
 * planned once per connection, unless the address says `?pgbouncer=true`: in transaction mode pgbouncer knows no
 * names before 1.21.
 */
export function openServer(url: string, connections = 10): Opened {
  const { address, named } = serverAddress(url);
  const client = postgres(address, {
    ...quiet,
    max: connections,
    connect_timeout: 10,
    idle_timeout: 60,
    connection: { application_name: 'assay' },
  });
  return {
    db: drizzle(named ? withNames(client, connections) : client, { schema }),
    kind: 'server',
    writes: null,
    room: null,
    dump: null,
    close: () => client.end({ timeout: 5 }),
  };
}

/** `DATABASE_URL` as the driver takes it, without our own parameter. */
export function serverAddress(url: string): { readonly address: string; readonly named: boolean } {
  const address = new URL(url);
  const named = address.searchParams.get('pgbouncer') !== 'true';
  address.searchParams.delete('pgbouncer');
  return { address: address.toString(), named };
}

/**
 * Opens the embedded database in `<dataDirectory>/pglite`, exclusively, or in memory when null. Writes fail with
 * SQLSTATE 53100 before they begin while fewer than `reserve` bytes are free there.
 */
export async function openEmbedded(
  dataDirectory: string | null,
  { template = null, reserve = 0 }: { readonly template?: string | null; readonly reserve?: number } = {},
): Promise<Opened> {
  const release = dataDirectory === null ? async () => {} : await lockFolder(dataDirectory);
  const directory = dataDirectory === null ? null : path.join(dataDirectory, 'pglite');
  const bridge = new PgliteBridge({ directory, template });
  try {
    if (dataDirectory !== null) checkFolder(dataDirectory, reserve);
    await bridge.open().catch((error: unknown) => {
      throw directory === null ? error : damaged(directory, saidBy(error));
    });
  } catch (error) {
    await release();
    throw error;
  }
  const options = {
    ...quiet,
    host: 'embedded',
    user: 'postgres',
    database: 'postgres',
    max: 1,
    max_lifetime: null,
    // Seconds. By itself the driver waits up to 20 after some failures, and whoever asks waits with it.
    backoff: () => 1,
    socket: () => bridge.connect(),
  };
  // `socket` is documented by the driver and missing from its types.
  const driver = postgres(options as postgres.Options<Record<string, postgres.PostgresType>>);
  const send = driver.unsafe.bind(driver);
  const room = dataDirectory === null ? null : new Room(dataDirectory, reserve);
  const upkeep = new Upkeep((statement) => send(statement), {
    hasRoom: () => room?.isEnough() ?? true,
    sent: () => bridge.sent,
  });
  let writes = 0;
  const client = withNames(driver, MOST_AHEAD, {
    before: (statement) => {
      if (!onlyReads(statement) && !ABOUT_TRANSACTION.test(statement)) room?.check(statement);
    },
    wrote: () => {
      writes += 1;
      upkeep.wrote();
    },
  });
  upkeep.begin();
  return {
    db: drizzle(client, { schema }),
    kind: 'embedded',
    writes: () => writes,
    room,
    dump: () => bridge.dump(),
    close: async () => {
      await upkeep.stop();
      await client.end({ timeout: 5 });
      await bridge.close();
      await release();
    },
  };
}

/** The first line; PGlite throws things that are no errors, too. */
const saidBy = (error: unknown): string =>
  (error instanceof Error ? error.message : JSON.stringify(error)).split('\n')[0]?.replace(/\.$/, '') ?? '';

/** Statements and transactions sent ahead to the embedded database's one connection. */
const MOST_AHEAD = 32;

/** Texts that get a named statement. Searches make new texts without end, and a name lives as long as its session. */
const MOST_NAMED = 400;

type Unsafe = postgres.ISql['unsafe'];
interface Drivers {
  unsafe: Unsafe;
  begin?: (...args: unknown[]) => Promise<unknown>;
  savepoint?: (...args: unknown[]) => Promise<unknown>;
}

/** Whether a statement outside a transaction cannot change a row, told by its words. A wrong no costs a little time. */
const onlyReads = (query: string): boolean =>
  /^\s*(select|with)\b/i.test(query) && !/\b(insert|update|delete|merge|nextval|setval)\b/i.test(query);

/** Writes nothing by itself. */
const ABOUT_TRANSACTION = /^\s*(begin|set|savepoint|release|rollback|commit)\b/i;

/** Who is told of statements on the embedded database. */
interface Watch {
  /** Before a statement is sent, in a transaction or not; what it throws is what the statement fails with. */
  readonly before: (statement: string) => void;
  /** After what may have written, in whatever way it ended, before whoever waits for it goes on. */
  readonly wrote: () => void;
}

/**
 * Names statements, which halves the round trips of Drizzle's `unsafe` calls, and lets `most` statements and
 * transactions run at once. The driver sends named statements ahead without waiting, and a BEGIN that it sends to a
 * connection with 100 unanswered ones is never given its connection (`UNSAFE_TRANSACTION`, seen on PostgreSQL with
 * 1,000 writers): fewer at once, and that cannot be.
 */
function withNames(client: postgres.Sql, most: number, watch: Watch | null = null): postgres.Sql {
  const statements: Statements = { named: new Set<string>(), before: watch?.before ?? (() => {}) };
  const wrote = watch?.wrote ?? null;
  const turn = turnsOf(most);
  const driver = client as unknown as Drivers;
  const { begin } = driver;
  const unsafe = nameStatements(driver, statements);
  driver.unsafe = ((
    query: string,
    parameters?: never[],
    options?: postgres.UnsafeQueryOptions & { onexecute?: unknown },
  ) => {
    // The driver's own BEGIN, inside the turn of its transaction.
    if (options?.onexecute !== undefined) return unsafe(query, parameters, options);
    const sent = () => unsafe(query, parameters, options);
    const run = <T>(work: () => PromiseLike<T>) =>
      turn(wrote === null || onlyReads(query) ? work : () => Promise.resolve(work()).finally(wrote));
    // A pending query begins when it is waited for; so does this one.
    return {
      // biome-ignore lint/suspicious/noThenProperty: it stands in for the driver's own thenable.
      then: (...outcome: Parameters<Promise<unknown>['then']>) => run(sent).then(...outcome),
      values: () => run(() => sent().values()),
    };
  }) as unknown as Unsafe;
  driver.begin = (...args) => {
    const run = args.pop() as (inner: Drivers) => unknown;
    return turn(() =>
      (begin?.(...args, (inner: Drivers) => run(within(inner, statements))) ?? Promise.resolve()).finally(
        wrote,
      ),
    );
  };
  return client;
}

/** What the connections of one database share. */
interface Statements extends Pick<Watch, 'before'> {
  readonly named: Set<string>;
}

/** The same inside a transaction, which has its turn already. */
function within(inner: Drivers, statements: Statements): Drivers {
  inner.unsafe = nameStatements(inner, statements);
  const { savepoint } = inner;
  if (savepoint !== undefined)
    inner.savepoint = (...args) => {
      const run = args.pop() as (nested: Drivers) => unknown;
      return savepoint(...args, (nested: Drivers) => run(within(nested, statements)));
    };
  return inner;
}

function nameStatements(driver: Drivers, { named, before }: Statements): Unsafe {
  const unsafe = driver.unsafe.bind(driver);
  return ((query: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) => {
    before(query);
    // Without parameters it is sent as it is: migrations must not use the names up.
    if (named.size < MOST_NAMED && parameters !== undefined && parameters.length > 0) named.add(query);
    // Drizzle says `prepare: false` of its own accord.
    return unsafe(query, parameters, { ...options, prepare: named.has(query) });
  }) as Unsafe;
}

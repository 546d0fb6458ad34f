import path from 'node:path';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { describedThing } from './described-thing';
import { PgliteBridge } from './embedded/bridge';
import { checkFolder, damaged, lockFolder } from './embedded/folder';
import { Room } from './embedded/room';
import { Upkeep } from './embedded/upkeep';
import { lendDigest } from './lend-digest';
import { serverAddress } from './pool/address';
import { type AsidePool, EmbeddedPool } from './pool/embedded-pool';
import { ServerPool } from './pool/server-pool';
import { onlyReads } from './pool/statements';
import type { AvailabilityListener } from './pool/watch';
import * as schema from './schema';

lendDigest();

/** What `execute` gives: the rows. */
interface Rows extends PgQueryResultHKT {
  type: this['row'][];
}
/** The pool: statements of their own. Inside a transaction use the {@link Transaction} that it hands you. */
export type Database = PgDatabase<Rows, typeof schema, ExtractTablesWithRelations<typeof schema>>;
/** A running transaction. Using the {@link Database} inside one hangs for ever on the embedded database. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** First argument of every query function that only reads. What writes takes a {@link Transaction}. */
export type Executor = Database | Transaction;

declare const BOOKKEEPING: unique symbol;
/**
 * First argument of the few queries that write outside of a declared write: times of last use, counts, what is swept.
 * Nothing that they write is an event of the store.
 */
export type Bookkeeper = Executor & { readonly [BOOKKEEPING]?: never };

export interface Opened {
  readonly db: Database;
  /**
   * The same for rows that no answer from memory is made of, counts of uses: {@link Opened.writes} does not count what is
   * written here. For statements of their own, not for transactions.
   */
  readonly aside: Bookkeeper;
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
  /** Whether it is known not to answer at the moment; asking it fails at once with `DatabaseAway`. */
  readonly isAway: () => boolean;
  /** Tells of each change of {@link isAway}. */
  readonly onAway: (listener: AvailabilityListener) => void;
  /** One connection for the driver's own use, outside of Drizzle. */
  readonly alone: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a PostgreSQL server's database. `connections` per process. Statements are named, so that each is parsed and
 * planned once per connection, unless the address says `?pgbouncer=true`.
 */
export function openServer(url: string, connections = 10): Opened {
  const pool = new ServerPool(serverAddress(url), connections);
  const db = through(pool);
  return {
    db,
    aside: db,
    kind: 'server',
    writes: null,
    room: null,
    dump: null,
    isAway: () => pool.watch.isAway,
    onAway: (listener) => pool.watch.listen(listener),
    alone: (work) => pool.alone(work),
    close: () => pool.end(),
  };
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
  let writes = 0;
  const room = dataDirectory === null ? null : new Room(dataDirectory, reserve);
  const pool = new EmbeddedPool(bridge, {
    before: (statement) => {
      if (!onlyReads(statement) && !ABOUT_TRANSACTION.test(statement)) room?.check(statement);
    },
    wrote: () => {
      writes += 1;
      upkeep.wrote();
    },
    wroteAside: () => upkeep.wrote(),
  });
  const upkeep = new Upkeep((statement) => pool.send(statement), {
    hasRoom: () => room?.isEnough() ?? true,
    sent: () => bridge.sent,
  });
  upkeep.begin();
  return {
    db: through(pool),
    aside: through(pool.aside()),
    kind: 'embedded',
    writes: () => writes,
    room,
    dump: () => bridge.dump(),
    isAway: () => false,
    onAway: () => {},
    alone: (work) => pool.alone(work),
    close: async () => {
      await upkeep.stop();
      await pool.end();
      await bridge.close();
      await release();
    },
  };
}

/** The first line; PGlite throws things that are no errors, too. */
const saidBy = (error: unknown): string => describedThing(error).split('\n')[0]?.replace(/\.$/, '') ?? '';

/** Writes nothing by itself. */
const ABOUT_TRANSACTION = /^\s*(begin|set|savepoint|release|rollback|commit)\b/i;

/** Drizzle asks three things of a pool, which ours do. It knows a pool by the word in its class's name. */
const through = (pool: ServerPool | EmbeddedPool | AsidePool): Database =>
  drizzle(pool as unknown as pg.Pool, { schema }) as unknown as Database;

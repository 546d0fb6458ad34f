import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import pg from 'pg';
import { DatabaseAway } from '../database-away';
import type { ServerAddress } from './address';
import { ReservedConnection } from './reserved-connection';
import { answerOf, failureOf, isGoing, type Statement, StatementNames } from './statements';
import { Watch } from './watch';

/** Milliseconds for making a connection; the question of the {@link Watch} included. */
const CONNECT_MS = 4_500;
const IDLE_MS = 60_000;
const CLOSE_MS = 5_000;

/** A client that gives up connecting. The pool's own setting would also count the wait for a free connection. */
class Connecting extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    // The pool hides the password from whoever copies its settings.
    const secret = config?.password === undefined ? {} : { password: config.password };
    super({ ...config, ...secret, connectionTimeoutMillis: CONNECT_MS });
  }
}

/** The connections to a PostgreSQL server, which are all dropped when it is found to be away. */
export class ServerPool {
  // Bundlers rename classes; Drizzle looks for the word.
  static readonly name = 'ServerPool';
  readonly watch: Watch;
  readonly #settings: pg.PoolConfig;
  readonly #names: StatementNames;
  readonly #sockets = new Set<Socket>();
  readonly #lost = new WeakSet<pg.ClientBase>();
  /**
   * Runs work in the context in which the pool was made. A socket or timer made in a request's own would keep that
   * request for as long as it lives, and by the errors with which React ends its renders all that came after: 33 MB in
   * 11,000 requests to a worker.
   */
  readonly #outside = AsyncLocalStorage.snapshot();
  #received = 0;
  #pool: pg.Pool;

  constructor({ config, isNamed }: ServerAddress, connections: number) {
    this.#names = new StatementNames(isNamed);
    this.#settings = {
      ...config,
      application_name: config.application_name ?? 'assay',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      // Statements of one transaction that do not wait for each other are sent so.
      pipeline: true,
      max: connections,
      idleTimeoutMillis: IDLE_MS,
      stream: () => this.#socket(),
    };
    this.#pool = this.#made();
    this.watch = new Watch({
      received: () => this.#bytes(),
      ask: () => this.#ask(),
      cut: () => this.#cut(),
    });
  }

  async query(statement: Statement, values: unknown[] = []): Promise<unknown> {
    return this.watch.guard(async () => {
      const client = await this.#client();
      let isBroken = false;
      try {
        return answerOf(statement, await client.query(this.#names.named(statement, values)));
      } catch (error) {
        isBroken = this.#lost.has(client) || isGoing(error);
        throw failureOf(error, isBroken);
      } finally {
        this.#release(client, isBroken);
      }
    });
  }

  /** A connection for one transaction. */
  async connect(): Promise<ReservedConnection> {
    const client = await this.watch.guard(() => this.#client());
    return new ReservedConnection({
      client,
      names: this.#names,
      isLost: () => this.#lost.has(client),
      guard: (work) => this.watch.guard(work),
      give: (isBroken) => this.#release(client, isBroken),
    });
  }

  /** One connection, for the driver's own use of it. */
  async alone<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const client = await this.#client();
    try {
      return await work(client);
    } finally {
      this.#release(client);
    }
  }

  /** Ends when every connection has been given back, after 5 s in any case. */
  async end(): Promise<void> {
    this.watch.stop();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    await Promise.race([this.#pool.end(), late]);
    clearTimeout(timer);
    for (const socket of this.#sockets) socket.destroy();
  }

  async #client(): Promise<pg.PoolClient> {
    const pool = this.#pool;
    try {
      return await this.#outside(() => pool.connect());
    } catch (error) {
      // With other connections open it may have no room for one more; silence tells when these are dead too.
      if (pool === this.#pool && pool.totalCount === 0) this.watch.lose(error);
      throw new DatabaseAway({ cause: error });
    }
  }

  #release(client: pg.PoolClient, isBroken = false): void {
    this.#outside(() => client.release(isBroken));
  }

  #made(): pg.Pool {
    const pool = new pg.Pool({ ...this.#settings, Client: Connecting });
    // A connection that ends while nobody has it; the pool has dropped it.
    pool.on('error', () => {});
    pool.on('connect', (client) => {
      const lose = () => this.#lost.add(client);
      client.on('error', lose);
      client.on('end', lose);
    });
    return pool;
  }

  #cut(): void {
    const dead = this.#pool;
    this.#pool = this.#made();
    dead.end().catch(() => {});
    for (const socket of this.#sockets) socket.destroy();
  }

  /** A connection of its own, for the answer to say that one can be had. */
  async #ask(): Promise<void> {
    const client = new Connecting({ ...this.#settings, query_timeout: CONNECT_MS });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
    } finally {
      client.end().catch(() => {});
    }
  }

  #socket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#received += socket.bytesRead;
    });
    return socket;
  }

  #bytes(): number {
    let bytes = this.#received;
    for (const socket of this.#sockets) bytes += socket.bytesRead;
    return bytes;
  }
}

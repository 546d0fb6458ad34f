import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { DatabaseAway } from '../database-away';
import type { PgliteBridge } from '../embedded/bridge';
import { Lane } from './lane';
import { ReservedConnection } from './reserved-connection';
import { answerOf, failureOf, onlyReads, type Statement, StatementNames } from './statements';

/** Who is told of the statements. */
export interface StatementHooks {
  /** Before a statement is sent, in a transaction or not; what it throws is what the statement fails with. */
  readonly before: (statement: string) => void;
  /**
   * When a transaction, or a statement of its own that may have written, has ended in whatever way, before whoever
   * waits for it goes on.
   */
  readonly wrote: () => void;
  /** The same for a statement that was sent aside. */
  readonly wroteAside: () => void;
}

/** The embedded database's one connection; a lost one is made anew by whoever asks next. */
export class EmbeddedPool {
  // Bundlers rename classes; Drizzle looks for the word.
  static readonly name = 'EmbeddedPool';
  readonly #bridge: PgliteBridge;
  readonly #hooks: StatementHooks;
  readonly #names = new StatementNames();
  readonly #lane = new Lane();
  readonly #lost = new WeakSet<pg.Client>();
  /** As in the pool of a server: a connection outlives the request that asked for it first. */
  readonly #outside = AsyncLocalStorage.snapshot();
  #client: Promise<pg.Client> | null = null;

  constructor(bridge: PgliteBridge, hooks: StatementHooks) {
    this.#bridge = bridge;
    this.#hooks = hooks;
  }

  async query(statement: Statement, values: unknown[] = []): Promise<unknown> {
    return this.#query(statement, values, this.#hooks.wrote);
  }

  /** For statements of their own that change nothing that any answer is made of: they are told apart from writes. */
  aside(): AsidePool {
    return new AsidePool((statement, values) => this.#query(statement, values, this.#hooks.wroteAside));
  }

  #query(statement: Statement, values: unknown[], wrote: () => void): Promise<unknown> {
    return this.#inTurn(async (client) => {
      try {
        this.#hooks.before(statement.text);
        return answerOf(statement, await client.query(this.#names.named(statement, values)));
      } finally {
        if (!onlyReads(statement.text)) wrote();
      }
    });
  }

  /** Sends a statement of the upkeep, which counts as no write, and gives its rows. */
  async send(text: string): Promise<readonly unknown[]> {
    return this.#inTurn(async (client) => (await client.query(text)).rows);
  }

  /** The connection for one transaction. */
  async connect(): Promise<ReservedConnection> {
    const leave = await this.#lane.enterAlone();
    try {
      const client = await this.#open();
      return new ReservedConnection({
        client,
        names: this.#names,
        isLost: () => this.#lost.has(client),
        before: this.#hooks.before,
        guard: (work) => work(),
        give: (isBroken) => {
          if (isBroken) this.#discard(client);
          this.#hooks.wrote();
          leave();
        },
      });
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** The connection alone, for the driver's own use of it. */
  async alone<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const leave = await this.#lane.enterAlone();
    try {
      return await work(await this.#open());
    } finally {
      this.#hooks.wrote();
      leave();
    }
  }

  async end(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    await client?.end();
  }

  async #inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const leave = await this.#lane.enterAhead();
    let client: pg.Client | null = null;
    try {
      client = await this.#open();
      return await work(client);
    } catch (error) {
      throw failureOf(error, client !== null && this.#lost.has(client));
    } finally {
      leave();
    }
  }

  #open(): Promise<pg.Client> {
    this.#client ??= this.#outside(() => this.#connect()).catch((error: unknown) => {
      this.#client = null;
      throw new DatabaseAway({ cause: error });
    });
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const socket = await this.#bridge.connect();
    const client = new pg.Client({
      user: 'postgres',
      database: 'postgres',
      host: 'embedded',
      password: '',
      ssl: false,
      stream: () => socket,
      pipeline: true,
    });
    const lose = () => this.#discard(client);
    client.on('error', lose);
    client.on('end', lose);
    await client.connect();
    return client;
  }

  #discard(client: pg.Client): void {
    if (this.#lost.has(client)) return;
    this.#lost.add(client);
    this.#client = null;
    void client.end();
  }
}

/** The embedded database for statements of their own. */
export class AsidePool {
  // As above.
  static readonly name = 'AsidePool';
  readonly query: (statement: Statement, values?: unknown[]) => Promise<unknown>;

  constructor(query: (statement: Statement, values: unknown[]) => Promise<unknown>) {
    this.query = (statement, values = []) => query(statement, values);
  }

  /** Whatever needs a transaction is no statement of its own. */
  connect(): Promise<never> {
    return Promise.reject(new Error('There are no transactions aside.'));
  }
}

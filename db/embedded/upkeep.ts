/** Sends one statement on its own and gives its rows. */
export type Send = (statement: string) => PromiseLike<readonly unknown[]>;

/** Writes between two looks at the tables. */
const EVERY = 50;

/** Bytes sent to the database between two looks: what it is sent comes into its log once, or twice. */
const EVERY_BYTES = 16 * 1_048_576;

/** Bytes of the log after which it is checkpointed and its old files are used again or removed: the server's `max_wal_size`. */
const LOG_BYTES = 32 * 1_048_576;

/** What the upkeep asks of others. */
interface Surroundings {
  /** Whether the disk has room for what vacuuming writes to the log. */
  readonly hasRoom: () => boolean;
  /** Bytes that the database has been sent. */
  readonly sent: () => number;
}

/** A table that changed by more than a server would let it before it sees to it, and what is due. */
interface Due {
  readonly name: string;
  readonly vacuum: boolean;
}

/**
 * Checkpoints, vacuums and analyzes the embedded database, where no other process does. Without checkpoints its log
 * grows for as long as it runs (14 writes of 16 MB: 224 MB of it). Without the rest the plans of named
 * statements, made while a table was small, are kept for good: with 378 roles, 438 assignments and 25 teams the look at
 * what somebody may took 1.4 s, after `analyze` 0.2 ms. What is due is what PostgreSQL's autovacuum says by default: 50 rows and a tenth
 * of the table changed (analyze), 50 and a fifth dead, or 1,000 and a fifth new (vacuum). Counts of changes do not
 * outlive the process: at its start a table is due whose size differs by a fifth from what was last seen.
 */
export class Upkeep {
  readonly #send: Send;
  readonly #around: Surroundings;
  #since = 0;
  #sentBefore = 0;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(send: Send, around: Surroundings) {
    this.#send = send;
    this.#around = around;
  }

  /** At the start, when what earlier processes did is not known. */
  begin(): void {
    this.#look(GROWN);
  }

  /** After each write; mostly it only counts. */
  wrote(): void {
    this.#since += 1;
    if (this.#since >= EVERY || this.#around.sent() - this.#sentBefore >= EVERY_BYTES) this.#look(CHANGED);
  }

  /** Resolves when nothing is under way any more; nothing begins afterwards. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  #look(due: string): void {
    if (this.#running !== null || this.#stopped) return;
    this.#since = 0;
    this.#sentBefore = this.#around.sent();
    // What fails here fails for whoever asks next too, and is told there; the next look tries again.
    this.#running = this.#see(due)
      .catch(() => {})
      .finally(() => {
        this.#running = null;
      });
  }

  async #see(due: string): Promise<void> {
    // Without room too: it is what makes some.
    const [log] = (await this.#send(LOG)) as readonly { readonly isLong: boolean }[];
    if (log?.isLong === true) await this.#send('checkpoint');
    if (this.#stopped || !this.#around.hasRoom()) return;
    // Counts reach the view when the session has been idle for a second, or when it is asked.
    await this.#send('select pg_stat_force_next_flush()');
    for (const { name, vacuum } of (await this.#send(due)) as readonly Due[]) {
      if (this.#stopped) return;
      await this.#send(vacuum ? `vacuum (analyze) ${name}` : `analyze ${name}`);
    }
  }
}

const LOG = `
  select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > ${LOG_BYTES} as "isLong" from pg_control_checkpoint()`;

const CHANGED = `
  select s.relid::regclass::text as name,
    s.n_dead_tup > 50 + 0.2 * t.rows or s.n_ins_since_vacuum > 1000 + 0.2 * t.rows as vacuum
  from pg_stat_user_tables s
  join pg_class c on c.oid = s.relid
  cross join lateral (select greatest(c.reltuples, 0) as rows) t
  where s.n_mod_since_analyze > 50 + 0.1 * t.rows
    or s.n_dead_tup > 50 + 0.2 * t.rows
    or s.n_ins_since_vacuum > 1000 + 0.2 * t.rows`;

const GROWN = `
  select c.oid::regclass::text as name, false as vacuum
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
  cross join lateral (select pg_relation_size(c.oid) / current_setting('block_size')::int as pages) s
  where c.relkind = 'r' and s.pages > 0
    and (c.reltuples < 0 or abs(s.pages - c.relpages) > 2 + 0.2 * c.relpages)`;

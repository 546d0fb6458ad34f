/** Sends one statement on its own and gives its rows. */
export type Send = (statement: string) => PromiseLike<readonly unknown[]>;

/** Writes between two looks at the tables. */
const EVERY = 50;

/** A table that changed by more than a server would let it before it sees to it, and what is due. */
interface Due {
  readonly name: string;
  readonly vacuum: boolean;
}

/**
 * Vacuums and analyzes tables of the embedded database, where no other process does. Without it the plans of named
 * statements, made while a table was small, are kept for good: with 378 roles, 438 assignments and 25 teams the look at
 * what somebody may took 1.4 s, after `analyze` 0.2 ms. What is due is what PostgreSQL's autovacuum says by default: 50 rows and a tenth
 * of the table changed (analyze), 50 and a fifth dead, or 1,000 and a fifth new (vacuum). Counts of changes do not
 * outlive the process: at its start a table is due whose size differs by a fifth from what was last seen.
 */
export class Upkeep {
  readonly #send: Send;
  #since = 0;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(send: Send) {
    this.#send = send;
  }

  /** At the start, when what earlier processes did is not known. */
  begin(): void {
    this.#look(GROWN);
  }

  /** After each write; mostly it only counts. */
  wrote(): void {
    this.#since += 1;
    if (this.#since >= EVERY) this.#look(CHANGED);
  }

  /** Resolves when nothing is under way any more; nothing begins afterwards. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  #look(due: string): void {
    if (this.#running !== null || this.#stopped) return;
    this.#since = 0;
    // What fails here fails for whoever asks next too, and is told there; the next look tries again.
    this.#running = this.#see(due)
      .catch(() => {})
      .finally(() => {
        this.#running = null;
      });
  }

  async #see(due: string): Promise<void> {
    // Counts reach the view when the session has been idle for a second, or when it is asked.
    await this.#send('select pg_stat_force_next_flush()');
    for (const { name, vacuum } of (await this.#send(due)) as readonly Due[]) {
      if (this.#stopped) return;
      await this.#send(vacuum ? `vacuum (analyze) ${name}` : `analyze ${name}`);
    }
  }
}

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

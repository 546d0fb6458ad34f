import type { Worker } from 'node:worker_threads';
import { DomainError } from '@/lib/core/domain-error';
import { sqliteThread } from './sqlite-thread';

/** One row; columns by their names in lower case. */
export type SqlRow = Readonly<Record<string, string | number | Uint8Array | null>>;

type Reply =
  | { readonly kind: 'ready'; readonly tables: readonly string[] }
  | {
      readonly kind: 'rows';
      readonly rows: readonly SqlRow[];
      readonly last: number | null;
      readonly isEnd: boolean;
    }
  | { readonly kind: 'fault'; readonly message: string };

/** 50 rows by their row ids take a millisecond; a file that takes longer than this was made to. */
const WATCHDOG_MS = 30_000;
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');

export const isSqlite = (head: Buffer): boolean => head.subarray(0, MAGIC.length).equals(MAGIC);

/** A SQLite file while it is read, in a thread of its own. {@link SqliteFile.close} ends that. */
export class SqliteFile {
  private readonly worker: Worker;
  private readonly tables: ReadonlySet<string>;

  private constructor(worker: Worker, tables: readonly string[]) {
    this.worker = worker;
    this.tables = new Set(tables);
  }

  /** `invalid` when the bytes are no SQLite database. */
  static async open(bytes: Uint8Array): Promise<SqliteFile> {
    const worker = sqliteThread('sqlite-worker.mjs', { workerData: bytes });
    try {
      const reply = await answerOf(worker);
      if (reply.kind !== 'ready') throw new Error('It answered before it was asked.');
      return new SqliteFile(worker, reply.tables);
    } catch (error) {
      await worker.terminate();
      throw unreadable(error);
    }
  }

  has(table: string): boolean {
    return this.tables.has(table);
  }

  /** All rows of a table in the order in which they were inserted; none where there is no such table. */
  async *rows(table: string): AsyncGenerator<SqlRow> {
    if (!this.has(table)) return;
    let after = -Number.MAX_SAFE_INTEGER;
    for (;;) {
      const answer = answerOf(this.worker);
      this.worker.postMessage({ table, after });
      const reply = await answer.catch((error: unknown) => {
        throw unreadable(error);
      });
      if (reply.kind !== 'rows') return;
      yield* reply.rows;
      if (reply.isEnd || reply.last === null) return;
      after = reply.last;
    }
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

/** The thread's next message. Rejects when it ends, fails or says nothing for too long. */
function answerOf(worker: Worker): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(watchdog);
      worker.off('message', hear).off('error', fail).off('exit', end);
    };
    const hear = (reply: Reply) => {
      done();
      if (reply.kind === 'fault') reject(new Error(reply.message));
      else resolve(reply);
    };
    const fail = (error: unknown) => {
      done();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const end = () => fail(new Error('its thread ended.'));
    const watchdog = setTimeout(() => {
      void worker.terminate();
      fail(new Error(`reading it took longer than ${WATCHDOG_MS / 1000} s.`));
    }, WATCHDOG_MS);
    worker.on('message', hear).on('error', fail).on('exit', end);
  });
}

function unreadable(error: unknown): DomainError {
  const why = error instanceof Error ? error.message : String(error);
  return new DomainError('invalid', `The SQLite file cannot be read: ${why}`, { cause: error });
}

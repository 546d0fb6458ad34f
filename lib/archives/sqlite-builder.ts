import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { DomainError } from '@/lib/core/domain-error';
import { sqliteThread } from './sqlite-thread';

export type SqlValue = string | number | Uint8Array | null;

type Reply =
  | { readonly kind: 'ready' | 'full' }
  | { readonly kind: 'file'; readonly file: Uint8Array }
  | { readonly kind: 'fault'; readonly message: string };

/** A SQLite file while it is made, in a thread of its own, which {@link SqliteBuilder.close} ends. */
export class SqliteBuilder {
  private readonly worker: Worker;

  private constructor(worker: Worker) {
    this.worker = worker;
  }

  /** An empty file with the tables of this script. */
  static async open(schema: string): Promise<SqliteBuilder> {
    const builder = new SqliteBuilder(sqliteThread('sqlite-writer.mjs'));
    await builder.ask({ schema });
    return builder;
  }

  /** Adds rows to a table, values in the order of its columns. `too_large` beyond 128 MB of values. */
  async insert(table: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const insert = `insert into ${table} values (${first.map(() => '?').join(', ')})`;
    if ((await this.ask({ insert, rows })).kind === 'full')
      throw new DomainError(
        'too_large',
        'The store has more than 128 MB: a SQLite file is made in memory. Export a folder or a zip.',
      );
  }

  /** The file's bytes. */
  async finish(): Promise<Uint8Array> {
    const reply = await this.ask({ finish: true });
    return reply.kind === 'file' ? reply.file : new Uint8Array();
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private async ask(message: object): Promise<Reply> {
    const answer = once(this.worker, 'message');
    this.worker.postMessage(message);
    const [reply] = (await answer) as [Reply];
    if (reply.kind === 'fault') throw new Error(reply.message);
    return reply;
  }
}

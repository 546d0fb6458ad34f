import { existsSync } from 'node:fs';
import path from 'node:path';
import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';

/** A query that runs longer than this is ended with its thread; the next one opens the directory anew. */
const WATCHDOG_MS = 60_000;
/** The protocol's Terminate message; it must end the socket and not the database. */
const TERMINATE = 0x58;

type Reply =
  | { kind: 'ready' }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'dump'; bytes: Uint8Array }
  | { kind: 'closed' }
  | { kind: 'fault'; message: string };

/** Where the embedded database lies; null keeps it in memory. `template` is a dump to start from. */
export interface Embedded {
  readonly directory: string | null;
  readonly template: string | null;
}

/**
 * PGlite behind a duplex stream that speaks the Postgres protocol, so that one driver (`postgres`) serves the
 * embedded database and a real server alike. One connection at a time, as PGlite has it.
 */
export class PgliteBridge {
  readonly #where: Embedded;
  #worker: Promise<Worker> | null = null;
  #socket: Duplex | null = null;
  #pending = 0;
  #watchdog: NodeJS.Timeout | null = null;

  constructor(where: Embedded) {
    this.#where = where;
  }

  /** Opens the thread and waits until the database in it answers. */
  async open(): Promise<Worker> {
    this.#worker ??= this.#start();
    return this.#worker;
  }

  /** A new connection; the former one, if any, is destroyed. */
  async connect(): Promise<Duplex> {
    const worker = await this.open();
    if (this.#socket !== null) {
      this.#socket.destroy();
      // The session outlives its socket: what the former one left open must not pass to the next.
      worker.postMessage({ kind: 'reset' });
    }
    const socket = new Duplex({
      read() {},
      write: (chunk: Buffer, _encoding, done) => {
        if (chunk[0] === TERMINATE && chunk.length === 5) {
          setImmediate(() => socket.destroy());
        } else {
          this.#pending += 1;
          this.#arm();
          worker.postMessage({ kind: 'bytes', bytes: new Uint8Array(chunk) });
        }
        done();
      },
    });
    // The driver says goodbye only to a socket that calls itself open, and waits 5 s for any other.
    Object.defineProperty(socket, 'readyState', { get: () => (socket.destroyed ? 'closed' : 'open') });
    this.#socket = socket;
    return socket;
  }

  /** The whole data directory as an uncompressed tar, for cloning test databases. */
  async dump(): Promise<Uint8Array> {
    const worker = await this.open();
    worker.ref();
    return new Promise((resolve, reject) => {
      const onMessage = (reply: Reply) => {
        if (reply.kind !== 'dump' && reply.kind !== 'fault') return;
        worker.off('message', onMessage);
        worker.unref();
        if (reply.kind === 'dump') resolve(reply.bytes);
        else reject(new Error(reply.message));
      };
      worker.on('message', onMessage);
      worker.postMessage({ kind: 'dump' });
    });
  }

  /** Closes the database in order (flushed and unlocked), then the thread. */
  async close(): Promise<void> {
    if (this.#worker === null) return;
    const worker = await this.#worker;
    worker.ref();
    this.#worker = null;
    this.#disarm();
    this.#socket?.destroy();
    await closeDatabase(worker);
    await worker.terminate();
  }

  async #start(): Promise<Worker> {
    const { directory } = this.#where;
    // Making the cluster leaves 450 MB behind in its thread; a second thread opens what the first one made.
    if (directory !== null && !existsSync(path.join(directory, 'PG_VERSION'))) {
      const maker = await this.#spawn();
      await closeDatabase(maker);
      await maker.terminate();
    }
    const worker = await this.#spawn();
    worker.on('message', (reply: Reply) => this.#receive(reply));
    worker.on('error', (error) => this.#lose(error));
    // The process may end while the database idles; whoever serves holds it open by its listening socket.
    worker.unref();
    return worker;
  }

  async #spawn(): Promise<Worker> {
    // Resolved from the working directory, not import.meta.url: bundlers rewrite the latter.
    const file = path.join(process.cwd(), 'db', 'embedded', 'pglite-worker.mjs');
    const worker = new Worker(file, { workerData: this.#where });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
    });
    return worker;
  }

  #receive(reply: Reply): void {
    if (reply.kind === 'bytes') {
      this.#settle();
      this.#socket?.push(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength));
    } else if (reply.kind === 'fault') {
      this.#settle();
      this.#socket?.destroy(new Error(`The embedded database failed: ${reply.message}`));
    }
  }

  #settle(): void {
    this.#pending = Math.max(0, this.#pending - 1);
    this.#disarm();
    if (this.#pending > 0) this.#arm();
  }

  #arm(): void {
    this.#watchdog ??= setTimeout(() => {
      void this.#worker?.then((worker) => worker.terminate());
      this.#lose(new Error(`The embedded database did not answer within ${WATCHDOG_MS / 1000} s.`));
    }, WATCHDOG_MS);
    this.#watchdog.ref();
  }

  #disarm(): void {
    if (this.#watchdog !== null) clearTimeout(this.#watchdog);
    this.#watchdog = null;
  }

  #lose(error: Error): void {
    this.#worker = null;
    this.#pending = 0;
    this.#disarm();
    this.#socket?.destroy(error);
  }
}

/** Flushes and closes the database in a thread; resolves also when the thread has ended by itself. */
function closeDatabase(worker: Worker): Promise<void> {
  return new Promise<void>((resolve) => {
    worker.on('message', (reply: Reply) => {
      if (reply.kind === 'closed' || reply.kind === 'fault') resolve();
    });
    worker.once('exit', () => resolve());
    worker.postMessage({ kind: 'close' });
  });
}

import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { closeDatabase, type Embedded, type Reply, startThread } from './thread';

/** A query that runs longer than this is ended with its thread; the next one opens the directory anew. */
const WATCHDOG_MS = 60_000;
/** Whoever asks while the database is opened again waits this long; the opening goes on. */
const OPENING_MS = 5_000;
/** Pause after an opening that failed: it takes seconds of processor time and, without room, fails again. */
const AGAIN_MS = 2_000;
/** The protocol's Terminate message; it must end the socket and not the database. */
const TERMINATE = 0x58;

/** The thread of the database ended, or cannot be started. What was under way is lost; later questions may be answered. */
class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
  readonly code = 'CONNECTION_DESTROYED';
}

/**
 * PGlite behind a duplex stream that speaks the Postgres protocol, so that one driver (`postgres`) serves the
 * embedded database and a real server alike. One connection at a time, as PGlite has it.
 */
export class PgliteBridge {
  readonly #where: Embedded;
  #worker: Promise<Worker> | null = null;
  #socket: Duplex | null = null;
  #wasOpen = false;
  #failedAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;
  #pending = 0;
  #sent = 0;
  #watchdog: NodeJS.Timeout | null = null;

  constructor(where: Embedded) {
    this.#where = where;
  }

  /** Bytes that the database has been sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Opens the thread and waits until the database in it answers. */
  open(): Promise<Worker> {
    this.#worker ??= this.#start();
    return this.#worker;
  }

  /**
   * A new connection; the former one, if any, is destroyed. Where the database cannot be had the connection breaks at
   * once: a driver whose `socket` throws waits for ever, and all that ask later with it.
   */
  async connect(): Promise<Duplex> {
    try {
      return this.#connection(await this.#opened());
    } catch (error) {
      const broken = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
      // Once the driver listens.
      setImmediate(() => broken.destroy(error instanceof Error ? error : new DatabaseAway(String(error))));
      return broken;
    }
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
    this.#isClosed = true;
    const worker = await this.#worker?.catch(() => null);
    this.#worker = null;
    this.#disarm();
    this.#socket?.destroy();
    if (worker === null || worker === undefined) return;
    worker.ref();
    await closeDatabase(worker);
    await worker.terminate();
  }

  async #start(): Promise<Worker> {
    try {
      const worker = await startThread(this.#where);
      this.#wasOpen = true;
      worker.on('message', (reply: Reply) => this.#receive(worker, reply));
      worker.once('error', (error) => this.#lose(worker, error.message));
      worker.once('exit', () => this.#lose(worker, 'its thread ended'));
      // The process may end while the database idles; whoever serves holds it open by its listening socket.
      worker.unref();
      return worker;
    } catch (error) {
      this.#worker = null;
      this.#failedAt = performance.now();
      throw error;
    }
  }

  /** The thread, for somebody who can be told that there is none at the moment. */
  async #opened(): Promise<Worker> {
    if (this.#isClosed) throw new DatabaseAway('The embedded database is closed.');
    if (performance.now() - this.#failedAt < AGAIN_MS)
      throw new DatabaseAway('The embedded database could not be opened again.');
    if (!this.#wasOpen) return this.open();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new DatabaseAway('The embedded database is being opened again.')),
        OPENING_MS,
      );
    });
    try {
      return await Promise.race([this.open(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #connection(worker: Worker): Duplex {
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
          this.#sent += chunk.length;
          this.#arm(worker);
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

  #receive(worker: Worker, reply: Reply): void {
    if (reply.kind === 'bytes') {
      this.#settle(worker);
      this.#socket?.push(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength));
    } else if (reply.kind === 'fault') {
      this.#settle(worker);
      this.#socket?.destroy(new DatabaseAway(`The embedded database failed: ${reply.message}`));
    } else if (reply.kind === 'lost') {
      this.#lose(worker, reply.message);
    }
  }

  #settle(worker: Worker): void {
    this.#pending = Math.max(0, this.#pending - 1);
    this.#disarm();
    if (this.#pending > 0) this.#arm(worker);
  }

  #arm(worker: Worker): void {
    this.#watchdog ??= setTimeout(
      () => this.#lose(worker, `it did not answer within ${WATCHDOG_MS / 1000} s`),
      WATCHDOG_MS,
    );
    this.#watchdog.ref();
  }

  #disarm(): void {
    if (this.#watchdog !== null) clearTimeout(this.#watchdog);
    this.#watchdog = null;
  }

  /** Once for each thread: the next connection starts another. */
  #lose(worker: Worker, why: string): void {
    worker.removeAllListeners();
    // What a dying thread still says must not end the process.
    worker.on('error', () => {});
    void worker.terminate();
    this.#worker = null;
    this.#pending = 0;
    this.#disarm();
    this.#socket?.destroy(new DatabaseAway(`The embedded database failed: ${why}`));
    this.#socket = null;
  }
}

import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { DatabaseAway } from '../database-away';
import { closeDatabase, type Embedded, type Reply, startThread } from './thread';

/** A query that runs longer than this is ended with its thread; the next one opens the directory anew. */
const WATCHDOG_MS = 60_000;
/** Whoever asks while the database is opened again waits this long; the opening goes on. */
const OPENING_MS = 5_000;
/** Pause after an opening that failed: it takes seconds of processor time and, without room, fails again. */
const AGAIN_MS = 2_000;
/** The protocol's Terminate message; it must end the socket and not the database. */
const TERMINATE = 0x58;

const away = (why: string) => new DatabaseAway({ cause: new Error(why) });

/**
 * PGlite behind a duplex stream that speaks the Postgres protocol, so that one driver (`pg`) serves the
 * embedded database and a real server alike. One connection at a time, as PGlite has it.
 */
export class PgliteBridge {
  readonly #where: Embedded;
  #worker: Promise<Worker> | null = null;
  #socket: Duplex | null = null;
  /** Number of the connection; what was sent on one must not be answered on the next. */
  #connection = 0;
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

  /** A new connection; the former one, if any, is destroyed. Throws `DatabaseAway` where the database cannot be had. */
  async connect(): Promise<Duplex> {
    return this.#connect(await this.#opened());
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
    if (this.#isClosed) throw away('The embedded database is closed.');
    if (performance.now() - this.#failedAt < AGAIN_MS)
      throw away('The embedded database could not be opened again.');
    if (!this.#wasOpen) return this.open();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(away('The embedded database is being opened again.')), OPENING_MS);
    });
    try {
      return await Promise.race([this.open(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #connect(worker: Worker): Duplex {
    if (this.#socket !== null) {
      this.#socket.destroy();
      // The session outlives its socket: what the former one left open must not pass to the next.
      worker.postMessage({ kind: 'reset' });
    }
    this.#connection += 1;
    const connection = this.#connection;
    const send = (chunk: Buffer) => {
      if (chunk[0] === TERMINATE && chunk.length === 5) {
        setImmediate(() => socket.destroy());
        return;
      }
      this.#pending += 1;
      this.#sent += chunk.length;
      this.#arm(worker);
      worker.postMessage({ kind: 'bytes', bytes: new Uint8Array(chunk), connection });
    };
    const socket = new Duplex({
      read() {},
      // What comes until the next turn of the loop goes to the thread together: a trip costs more than a statement.
      write: (chunk: Buffer, _encoding, done) => {
        send(chunk);
        setImmediate(done);
      },
      writev: (chunks, done) => {
        send(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)));
        setImmediate(done);
      },
    });
    // What the driver does to a net.Socket that it has made; this one is connected already.
    Object.assign(socket, {
      setNoDelay: () => socket,
      setKeepAlive: () => socket,
      connect: () => queueMicrotask(() => socket.emit('connect')),
    });
    this.#socket = socket;
    return socket;
  }

  #receive(worker: Worker, reply: Reply): void {
    if (reply.kind === 'bytes') {
      this.#settle(worker);
      if (reply.connection !== this.#connection) return;
      this.#socket?.push(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength));
    } else if (reply.kind === 'fault') {
      this.#settle(worker);
      this.#socket?.destroy(away(`The embedded database failed: ${reply.message}`));
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
    this.#socket?.destroy(away(`The embedded database failed: ${why}`));
    this.#socket = null;
  }
}

// @ts-check
// PGlite in a thread of its own: bytes of the Postgres protocol in, bytes out, one message after the other.
// On the main thread a slow query would stop the whole server (measured: 1.6 s query, 1.6 s stall; here 3 ms).
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const port = parentPort;
if (port === null) throw new Error('pglite-worker runs only as a worker thread');

/** @type {{ directory: string | null, template: string | null }} */
const { directory, template } = workerData;

/** @type {Blob | undefined} */
let loadDataDir;
if (template !== null) {
  const { readFile } = await import('node:fs/promises');
  loadDataDir = new Blob([await readFile(template)]);
}

// Pages beyond these lie in the system's cache anyway; they are all touched in time and stay in this process: 128 MB of
// them with the server's own setting, and of 32 MB the last in the 36th minute of a soak. Of its log only as many files are kept for use again as two checkpoints fill.
const SETTINGS = ['shared_buffers=16MB', 'max_wal_size=32MB', 'min_wal_size=32MB'];

const pglite = await PGlite.create({
  ...(directory === null ? {} : { dataDir: directory }),
  ...(loadDataDir === undefined ? {} : { loadDataDir }),
  startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
});

/** What the main loop throws where PostgreSQL jumps out of an error that it has reported; PGlite goes on from there. */
const REPORTED = 100;
/** @type {{ _PostgresMainLoopOnce: () => void }} */
const inside = pglite.Module;
const once = inside._PostgresMainLoopOnce;
// PGlite calls the loop again whatever it throws. After a panic (no room for the log) it would do so for ever.
inside._PostgresMainLoopOnce = () => {
  try {
    once();
  } catch (error) {
    if (/** @type {{ status?: unknown }} */ (error).status === REPORTED) throw error;
    port.postMessage({ kind: 'lost', message: String(error) });
    process.exit(1);
  }
};

port.postMessage({ kind: 'ready' });

/**
 * The reply to one message. Streamed, because `execProtocolRaw` also parses each reply and keeps all of that for good.
 * @param {Uint8Array} bytes
 */
async function replyTo(bytes) {
  /** @type {Uint8Array[]} */
  const parts = [];
  await pglite.execProtocolRawStream(bytes, { onRawData: (part) => parts.push(part.slice()) });
  const [first] = parts;
  return first !== undefined && parts.length === 1 ? first : Uint8Array.from(Buffer.concat(parts));
}

let tail = Promise.resolve();
port.on('message', (/** @type {{ kind: string, bytes?: Uint8Array, connection?: number }} */ message) => {
  tail = tail.then(async () => {
    try {
      if (message.kind === 'dump') {
        const file = await pglite.dumpDataDir('none');
        port.postMessage({ kind: 'dump', bytes: new Uint8Array(await file.arrayBuffer()) });
      } else if (message.kind === 'close') {
        await pglite.close();
        port.postMessage({ kind: 'closed' });
      } else if (message.kind === 'reset') {
        await pglite.exec('rollback');
        await pglite.exec('discard all');
      } else if (message.bytes !== undefined) {
        const reply = await replyTo(message.bytes);
        port.postMessage({ kind: 'bytes', bytes: reply, connection: message.connection }, [reply.buffer]);
      }
    } catch (error) {
      port.postMessage({ kind: 'fault', message: String(error) });
    }
  });
});

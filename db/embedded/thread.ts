import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** Milliseconds for a database to be opened: after a crash it replays its log, on a busy machine in many seconds. */
const OPEN_MS = 120_000;

/** What the thread says. `lost`: the database in it has ended, and the thread with it. */
export type Reply =
  | { kind: 'ready' }
  | { kind: 'bytes'; bytes: Uint8Array; connection: number }
  | { kind: 'dump'; bytes: Uint8Array }
  | { kind: 'closed' }
  | { kind: 'fault' | 'lost'; message: string };

/** Where the embedded database lies; null keeps it in memory. `template` is a dump to start from. */
export interface Embedded {
  readonly directory: string | null;
  readonly template: string | null;
}

/** The thread of an open database; one that was not there is made. */
export async function startThread(where: Embedded): Promise<Worker> {
  const { directory } = where;
  // Making the cluster leaves 450 MB behind in its thread; a second thread opens what the first one made.
  if (directory !== null && !existsSync(path.join(directory, 'PG_VERSION'))) {
    // The database appears whole or not at all: who is stopped here finds nothing, and begins anew.
    const making = `${directory}.making`;
    rmSync(making, { recursive: true, force: true });
    const maker = await spawn({ ...where, directory: making });
    await closeDatabase(maker);
    await maker.terminate();
    renameSync(making, directory);
  }
  return spawn(where);
}

async function spawn(where: Embedded): Promise<Worker> {
  // Resolved from the working directory, not import.meta.url: bundlers rewrite the latter.
  const file = path.join(process.cwd(), 'db', 'embedded', 'pglite-worker.mjs');
  const worker = new Worker(file, { workerData: where });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`The embedded database does not open: ${why}.`));
      worker.once('message', (reply: Reply) => (reply.kind === 'ready' ? resolve() : fail(reply.kind)));
      worker.once('error', reject);
      worker.once('exit', () => fail('its thread ended'));
      timer = setTimeout(() => fail(`it took more than ${OPEN_MS / 1000} s`), OPEN_MS);
    });
    return worker;
  } catch (error) {
    worker.on('error', () => {});
    void worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    worker.removeAllListeners('message');
    worker.removeAllListeners('exit');
  }
}

/** Flushes and closes the database in a thread; resolves also when the thread has ended by itself. */
export function closeDatabase(worker: Worker): Promise<void> {
  return new Promise<void>((resolve) => {
    worker.on('message', (reply: Reply) => {
      if (reply.kind === 'closed' || reply.kind === 'fault' || reply.kind === 'lost') resolve();
    });
    worker.once('exit', () => resolve());
    worker.postMessage({ kind: 'close' });
  });
}

import path from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a script of this folder in a thread of its own, as it lies on the disk: found from the working directory, since
 * bundlers rewrite import.meta.url, and by no `new Worker(…)` that they know, since they would bundle it with sql.js and
 * without the WebAssembly that this reads from beside itself.
 */
export const sqliteThread = (
  script: 'sqlite-worker.mjs' | 'sqlite-writer.mjs',
  options: WorkerOptions = {},
): Worker =>
  Reflect.construct(Worker, [path.join(process.cwd(), 'lib', 'archives', script), options]) as Worker;

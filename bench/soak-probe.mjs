// @ts-check
// Loaded before the server by `npm run bench:soak` (`--import`), in each of its processes and threads: writes every
// second what memory this thread has. The server itself knows nothing of it.
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import { threadId } from 'node:worker_threads';

const folder = process.env['ASSAY_SOAK_FOLDER'];
const EVERY_MS = 1_000;

/** @type {WebAssembly.Memory[]} */
const memories = [];
const { Memory, instantiate } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  /** @param {WebAssembly.MemoryDescriptor} given */
  constructor(given) {
    super(given);
    memories.push(this);
  }
};
WebAssembly.instantiate = /** @type {typeof instantiate} */ (
  async (/** @type {[WebAssembly.Module]} */ ...given) => {
    const made = await instantiate(...given);
    const { exports } = 'instance' in made ? /** @type {any} */ (made).instance : made;
    for (const each of Object.values(exports)) if (each instanceof Memory) memories.push(each);
    return made;
  }
);

if (folder !== undefined)
  setInterval(() => {
    const { rss, external, arrayBuffers } = process.memoryUsage();
    const heap = v8.getHeapStatistics();
    const file = path.join(folder, `${process.pid}-${threadId}.json`);
    const wasm = Math.max(0, ...memories.map(({ buffer }) => buffer.byteLength));
    const seen = {
      rss,
      heapUsed: heap.used_heap_size,
      heapTotal: heap.total_physical_size,
      malloced: heap.malloced_memory,
      external,
      arrayBuffers,
      wasm,
    };
    writeFileSync(`${file}.new`, JSON.stringify({ ...seen, pid: process.pid, thread: threadId }));
    renameSync(`${file}.new`, file);
  }, EVERY_MS).unref();

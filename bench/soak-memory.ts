import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const MEGABYTE = 1_048_576;

/** What `soak-probe.mjs` tells of one thread. */
interface Seen {
  readonly pid: number;
  readonly thread: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly heapTotal: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly wasm: number;
}

/** One process at one time, in megabytes. */
export interface Reading {
  readonly rss: number;
  readonly text: string;
}

/** What the probes in the server's processes told last, by process. `parent` is left out: of several, the first only minds the others. */
export async function look(folder: string, parent: number | null): Promise<readonly Reading[]> {
  // The probe writes every second.
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const result = await Promise.all(files.map((name) => lately(path.join(folder, name))));
  const all = result.filter((seen) => seen !== null);
  const pids = [...new Set(all.map(({ pid }) => pid))].filter((pid) => pid !== parent);
  return pids.sort((a, b) => a - b).map((pid) => reading(all.filter((seen) => seen.pid === pid)));
}

/** Null for a thread that has ended: one makes a new database, another serves it. */
async function lately(file: string): Promise<Seen | null> {
  const { mtimeMs } = await stat(file);
  return Date.now() - mtimeMs > 30_000 ? null : (JSON.parse(await readFile(file, 'utf8')) as Seen);
}

const mb = (bytes: number): number => Math.round(bytes / MEGABYTE);

function reading(threads: readonly Seen[]): Reading {
  const text = threads
    .toSorted((a, b) => a.thread - b.thread)
    .map(
      ({ thread, heapUsed, heapTotal, external, arrayBuffers, wasm }) =>
        `${thread === 0 ? 'main' : `thread ${thread}`}: heap ${mb(heapUsed)} of ${mb(heapTotal)}, external ${mb(external)}, buffers ${mb(arrayBuffers)}${wasm === 0 ? '' : `, wasm ${mb(wasm)}`}`,
    )
    .join('; ');
  return { rss: mb(threads[0]?.rss ?? 0), text };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ownDatabase } from '@/db/testing/own-database';
import { benchServer } from './bench-server';
import { setting } from './settings';
import { soakLoad } from './soak-load';
import { look, type Reading } from './soak-memory';

/**
 * `npm run bench:soak`: the built server under a steady load, and the memory of its processes each minute. On the
 * embedded database, or with `BENCH_SOAK_ON=postgres` on the server that TEST_DATABASE_URL names.
 */
const [minutes, rate, warmUp] = [
  setting('BENCH_MINUTES', 60),
  setting('BENCH_RATE', 20),
  setting('BENCH_WARM_UP', 1_200),
];
/** Most megabytes after the load, above the start, and risen over the second half by the line through its readings. */
const BUDGETS = { embedded: 460, postgres: 250, above: 60, slope: 5 } as const;

/** Requests under way at once. */
const MOST_WAITING = 64;

const engine = process.env['BENCH_SOAK_ON'] === 'postgres' ? 'postgres' : 'embedded';
const folder = await mkdtemp(path.join(tmpdir(), 'assay-soak-'));
const server = process.env['TEST_DATABASE_URL'] ?? '';
if (engine === 'postgres' && server === '') {
  console.error(
    'BENCH_SOAK_ON=postgres needs TEST_DATABASE_URL: the address of a PostgreSQL server that may make databases.',
  );
  process.exit(1);
}
const database = engine === 'postgres' ? await ownDatabase(server, 'assay_bench') : null;
const assay = await benchServer(database?.url ?? null, { ASSAY_SOAK_FOLDER: folder }, [
  '--import',
  pathToFileURL(path.resolve('bench/soak-probe.mjs')).href,
]);
/** Prints the readings; how many budgets were missed. */
async function soak(): Promise<number> {
  const step = await soakLoad(assay.url);
  const load = steady(step);
  const start = await load(warmUp);
  const readings: (readonly Reading[])[] = [start.readings];
  say('start', start);
  const each = rate * 60;
  for (let minute = 1; minute <= minutes; minute += 1) {
    const seen = await load(each, 60_000);
    readings.push(seen.readings);
    say(`${minute} min`, seen);
  }
  let missed = 0;
  for (let n = 0; n < start.readings.length; n += 1) {
    const all = readings.map((at) => at[n]?.rss ?? Number.NaN);
    const half = all.slice(Math.ceil(all.length / 2));
    const rise = slope(half) * (half.length - 1);
    const [first = Number.NaN] = all;
    const last = all.at(-1) ?? Number.NaN;
    const isKept = last <= BUDGETS[engine] && last - first <= BUDGETS.above && rise <= BUDGETS.slope;
    if (!isKept) missed += 1;
    process.stdout.write(
      `process ${n + 1}: ${first} MB at the start, ${last} MB at the end (budget ${BUDGETS[engine]}), ${last - first} MB above (budget ${BUDGETS.above}), ${rise.toFixed(1)} MB over the second half (budget ${BUDGETS.slope}): ${isKept ? 'kept' : 'MISSED'}\n`,
    );
  }
  return missed;
}

interface Loaded {
  readonly readings: readonly Reading[];
  readonly failures: number;
  readonly late: number;
  /** Steps; fewer than meant when the server, or the machine, could not keep up. */
  readonly sent: number;
}

/** So many steps at the rate, in at most so many milliseconds; then what memory there is. */
function steady(step: (n: number) => Promise<unknown>): (count: number, most?: number) => Promise<Loaded> {
  let n = 1;
  return async (count, most = Number.POSITIVE_INFINITY) => {
    const began = performance.now();
    let [failures, late] = [0, 0];
    const requested = new Set<Promise<void>>();
    let sent = 0;
    for (; sent < count && performance.now() - began < most; sent += 1) {
      const due = began + (sent * 1_000) / rate;
      const wait = due - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      // A server that lags behind (the machine is busy elsewhere) gets no heap of waiting requests.
      while (requested.size >= MOST_WAITING) await Promise.race(requested);
      const at = performance.now();
      const one = step(n)
        .then(
          () => {
            if (performance.now() - at > 1_000) late += 1;
          },
          (error: unknown) => {
            failures += 1;
            if (failures <= 3) console.error(String(error));
          },
        )
        .finally(() => requested.delete(one));
      requested.add(one);
      n += 1;
    }
    await Promise.all(requested);
    return {
      readings: await look(folder, engine === 'postgres' ? assay.pid : null),
      failures,
      late,
      sent,
    };
  };
}

function say(when: string, { readings, failures, late, sent }: Loaded): void {
  const message = readings.map(({ rss, text }) => `${rss} MB (${text})`).join(' | ');
  const trouble = failures + late === 0 ? '' : `; ${failures} failed, ${late} took over a second`;
  process.stdout.write(`${when}: ${message}; ${sent} steps${trouble}\n`);
}

/** By least squares, for each step from one reading to the next. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [above, below] = [0, 0];
  for (const [at, value] of values.entries()) {
    above += (at - middle) * (value - mean);
    below += (at - middle) ** 2;
  }
  return below === 0 ? 0 : above / below;
}

try {
  process.exitCode = (await soak()) === 0 ? 0 : 1;
} finally {
  await assay.remove();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
}

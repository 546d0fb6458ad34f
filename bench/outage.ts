import { ownDatabase } from '@/db/testing/own-database';
import { type CutOff, cutOff } from '@/e2e/cut-off';
import { ADMIN, benchServer } from './bench-server';
import { endConnections, faultsIn } from './outage-cuts';
import { type OutageLoad, outageLoad } from './outage-load';
import { setting } from './settings';

/**
 * `npm run bench:outage`: the built server, two workers on the PostgreSQL server that TEST_DATABASE_URL names, under
 * eight writers and five readers. First all of its connections are terminated, again and again; then the server is
 * unreachable for a while. Counts what was answered, how late, and what was lost.
 */
const [cuts, every, seconds] = [
  setting('BENCH_CUTS', 400),
  setting('BENCH_CUT_MS', 100),
  setting('BENCH_AWAY_SECONDS', 10),
];
/** Milliseconds after which nothing may fail any more. */
const RECOVERY_MS = 2_000;
/** Milliseconds of load before the first and after the last harm. */
const CALM_MS = 5_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (line: string) => process.stdout.write(`${line}\n`);

const server = process.env['TEST_DATABASE_URL'] ?? '';
if (server === '') throw new Error('TEST_DATABASE_URL names no PostgreSQL server.');

/** A database, and how the server reaches it: by a way that can be cut off, or directly. */
interface Target {
  readonly name: string;
  readonly url: string;
  readonly way: CutOff;
}

/** Runs the server on a database of its own, under load while `harm` is done, which ends when all is back. How many promises were broken. */
async function phase(
  what: string,
  reach: (target: Target) => string,
  harm: (target: Target) => Promise<void>,
): Promise<number> {
  const { name, url, drop } = await ownDatabase(server, 'assay_bench');
  const way = await cutOff(url);
  const target = { name, url, way };
  const assay = await benchServer(reach(target), { ASSAY_WORKERS: '2' });
  try {
    const load = await outageLoad(assay.url, ADMIN);
    await pause(CALM_MS);
    load.countAnew();
    await harm(target);
    const ended = performance.now();
    await pause(CALM_MS);
    await load.stop();
    const recovery = Math.max(0, load.answers.lastTrouble - ended);
    say(`\n${what}`);
    return judge(load, recovery, await load.lost(), faultsIn(assay.output()));
  } finally {
    await assay.remove();
    await way.close();
    await drop();
  }
}

function judge(
  { answers, acknowledged }: OutageLoad,
  recovery: number,
  lost: readonly string[],
  faults: readonly string[],
): number {
  const promises: readonly (readonly [string, boolean])[] = [
    [`${answers.requests} requests, ${answers.succeeded} well`, answers.succeeded > 0],
    [`${answers.sentAway} sent away with 503 and Retry-After`, answers.sentAway > 0],
    [`${answers.brokenOff} pages broken off after their head`, true],
    [`${answers.strange.length} answered otherwise`, answers.strange.length === 0],
    [`${answers.late} over 5 s, the longest ${Math.round(answers.longest)} ms`, answers.late === 0],
    [`${acknowledged()} writes acknowledged, ${lost.length} lost`, acknowledged() > 0 && lost.length === 0],
    [`${faults.length} faults in the log`, faults.length === 0],
    [`the last failure ${Math.round(recovery)} ms after the database was back`, recovery <= RECOVERY_MS],
  ];
  for (const [message, isKept] of promises) say(`${isKept ? 'kept  ' : 'MISSED'}  ${message}`);
  for (const each of [...answers.strange, ...lost, ...faults].slice(0, 20)) say(`        ${each}`);
  return promises.filter(([, isKept]) => !isKept).length;
}

const missed = [
  await phase(
    `${cuts} times all connections terminated, one each ${every} ms`,
    ({ url }) => url,
    async ({ name }) => {
      for (let n = 0; n < cuts; n += 1) {
        const began = performance.now();
        await endConnections(server, name);
        await pause(Math.max(0, began + every - performance.now()));
      }
    },
  ),
  await phase(
    `cut off and refused for ${seconds} s`,
    ({ way }) => way.url,
    async ({ way }) => {
      await way.refuse();
      await pause(seconds * 1_000);
      await way.restore();
    },
  ),
].reduce((sum, each) => sum + each);
process.exitCode = missed === 0 ? 0 : 1;

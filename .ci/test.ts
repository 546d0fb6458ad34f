import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testBrowser } from './browser';
import { check } from './check';
import { type TestServer, testServer } from './postgres';
import { removeAtEnd, run } from './processes';
import { add, failure, lastLine, NOTHING, ofExit, ofPlaywright, ofVitest, type Tally } from './tally';

/** One part of the whole run; what it throws is a sentence and counts as a failure. */
interface Part {
  readonly title: string;
  readonly work: () => Promise<Tally>;
}

/** Reports, and whatever the tests put into the temporary folder: it goes with this process, also on Ctrl-C. */
const scratch = mkdtempSync(path.join(tmpdir(), 'assay-test-'));
removeAtEnd(scratch);
const bin = (name: string): string => path.join('node_modules', '.bin', name);

const parts: readonly Part[] = [
  { title: 'Static checks', work: check },
  { title: 'Unit and contract tests, on PGlite and on PostgreSQL', work: unitAndContract },
  { title: 'Production build', work: build },
  { title: 'The built server, by its processes and in a browser', work: endToEnd },
];

/** One server for all parts that need one, started by the first of them. */
const servers: Promise<TestServer>[] = [];
async function databaseUrl(): Promise<string> {
  if (servers.length === 0) servers.push(testServer());
  const [server] = await Promise.all(servers);
  return server?.url ?? '';
}

async function unitAndContract(): Promise<Tally> {
  const file = path.join(scratch, 'vitest.json');
  const { code } = await run(
    bin('vitest'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    { env: { ...process.env, TMPDIR: scratch, TEST_DATABASE_URL: await databaseUrl() } },
  );
  return ofVitest(file, code);
}

async function build(): Promise<Tally> {
  const { code } = await run(process.execPath, [path.join('.ci', 'build.mjs')]);
  return ofExit('production build', code);
}

async function endToEnd(): Promise<Tally> {
  const file = path.join(scratch, 'playwright.json');
  const { code } = await run(bin('playwright'), ['test', '--reporter=list,json'], {
    env: {
      ...process.env,
      TMPDIR: scratch,
      TEST_DATABASE_URL: await databaseUrl(),
      CHROMIUM_PATH: await testBrowser(),
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  });
  return ofPlaywright(file, code);
}

let total = NOTHING;
for (const { title, work } of parts) {
  const began = Date.now();
  process.stdout.write(`\n${title}\n`);
  const tally = await work().catch((error: unknown): Tally => {
    const why = error instanceof Error ? error.message : String(error);
    console.error(why);
    return failure(`${title}\n${why}`);
  });
  process.stdout.write(`${title}: ${lastLine(tally)}, ${Math.round((Date.now() - began) / 1000)} s\n`);
  total = add(total, tally);
}
for (const server of await Promise.allSettled(servers))
  if (server.status === 'fulfilled') await server.value.stop();
for (const told of total.failures) process.stdout.write(`\nFAILED ${told.slice(0, 2_000)}\n`);
process.stdout.write(`\n${lastLine(total)}\n`);
process.exit(total.failed === 0 ? 0 : 1);

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testBrowser } from './browser';
import { type TestServer, testServer } from './postgres';
import { removeAtEnd, run } from './processes';
import { add, failure, lastLine, NOTHING, ofPlaywright, ofVitest, slowest, type Tally } from './tally';

/** One part of a whole run; what it throws is a sentence and counts as a failure. */
export interface Part {
  readonly title: string;
  readonly work: () => Promise<Tally>;
}

/** Variables that a part sets besides those of this process. */
export type Variables = Readonly<Record<string, string>>;

/** Reports, and whatever the tests put into the temporary folder: it goes with this process, also on Ctrl-C. */
const scratch = mkdtempSync(path.join(tmpdir(), 'assay-test-'));
removeAtEnd(scratch);
const bin = (name: string): string => path.join('node_modules', '.bin', name);

/** One server for all parts that need one, started by the first of them. */
const servers: Promise<TestServer>[] = [];
async function databaseUrl(): Promise<string> {
  if (servers.length === 0) servers.push(testServer());
  const [server] = await Promise.all(servers);
  return server?.url ?? '';
}

let reports = 0;
const reportFile = (): string => {
  reports += 1;
  return path.join(scratch, `report-${reports}.json`);
};

/** Runs vitest with these arguments. */
export async function vitest(args: readonly string[], variables: Variables = {}): Promise<Tally> {
  const file = reportFile();
  const { code } = await run(
    bin('vitest'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, ...args],
    { env: { ...process.env, ...variables, TMPDIR: scratch, TEST_DATABASE_URL: await databaseUrl() } },
  );
  return ofVitest(file, code);
}

/** Runs Playwright on what was built, with these arguments. */
export async function playwright(args: readonly string[], variables: Variables = {}): Promise<Tally> {
  const file = reportFile();
  const { code } = await run(bin('playwright'), ['test', '--reporter=list,json', ...args], {
    env: {
      ...process.env,
      ...variables,
      TMPDIR: scratch,
      TEST_DATABASE_URL: await databaseUrl(),
      CHROMIUM_PATH: await testBrowser(),
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  });
  return ofPlaywright(file, code);
}

/** Runs the parts one after the other, tells their times and what failed, and ends this process with the sum. */
export async function runParts(parts: readonly Part[]): Promise<never> {
  let total = NOTHING;
  const messages: string[] = [];
  for (const { title, work } of parts) {
    const began = Date.now();
    process.stdout.write(`\n${title}\n`);
    const tally = await work().catch((error: unknown): Tally => {
      const why = error instanceof Error ? error.message : String(error);
      console.error(why);
      return failure(`${title}\n${why}`);
    });
    messages.push(`${title}: ${lastLine(tally)}, ${Math.round((Date.now() - began) / 1000)} s`);
    process.stdout.write(`${messages.at(-1)}\n`);
    total = add(total, tally);
  }
  for (const server of await Promise.allSettled(servers))
    if (server.status === 'fulfilled') await server.value.stop();
  process.stdout.write(`\n${messages.join('\n')}\n\nThe slowest files:\n${slowest(total, 25).join('\n')}\n`);
  for (const each of total.failures) process.stdout.write(`\nFAILED ${each.slice(0, 2_000)}\n`);
  process.stdout.write(`\n${lastLine(total)}\n`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

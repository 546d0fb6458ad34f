import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from './check';
import { testServer } from './postgres';
import { removeAtEnd, run } from './processes';
import { add, lastLine, NOTHING, ofVitest, type Tally } from './tally';

/** One part of the whole run; what it throws is a sentence and counts as a failure. */
interface Part {
  readonly title: string;
  readonly work: () => Promise<Tally>;
}

const reports = mkdtempSync(path.join(tmpdir(), 'assay-reports-'));
removeAtEnd(reports);
const bin = (name: string): string => path.join('node_modules', '.bin', name);

const parts: readonly Part[] = [
  { title: 'Static checks', work: check },
  { title: 'Unit and contract tests, on PGlite and on PostgreSQL', work: unitAndContract },
];

async function unitAndContract(): Promise<Tally> {
  const server = await testServer();
  try {
    const file = path.join(reports, 'vitest.json');
    const { code } = await run(
      bin('vitest'),
      ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
      { env: { ...process.env, TEST_DATABASE_URL: server.url } },
    );
    return ofVitest(file, code);
  } finally {
    await server.stop();
  }
}

let total = NOTHING;
for (const { title, work } of parts) {
  const began = Date.now();
  process.stdout.write(`\n${title}\n`);
  const tally = await work().catch((error: unknown): Tally => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  process.stdout.write(`${title}: ${lastLine(tally)}, ${Math.round((Date.now() - began) / 1000)} s\n`);
  total = add(total, tally);
}
process.stdout.write(`\n${lastLine(total)}\n`);
process.exit(total.failed === 0 ? 0 : 1);

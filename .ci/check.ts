import path from 'node:path';
import { run } from './processes';
import { add, lastLine, NOTHING, ofExit, type Tally } from './tally';

interface Check {
  readonly claim: string;
  readonly script: string;
}

/** What is checked without running anything: two rows, for two cores. */
const ROWS: readonly (readonly Check[])[] = [
  [
    { claim: 'lint and format', script: 'lint' },
    { claim: 'types', script: 'typecheck' },
  ],
  [
    { claim: 'dependency rules', script: 'rules' },
    { claim: 'nothing unused', script: 'unused' },
  ],
];

/** Runs every static check, also after one failed. */
export async function check(): Promise<Tally> {
  return (await Promise.all(ROWS.map(inTurn))).reduce(add, NOTHING);
}

async function inTurn(checks: readonly Check[]): Promise<Tally> {
  let tally = NOTHING;
  for (const { claim, script } of checks) {
    const { code } = await run('npm', ['run', '--silent', script]);
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${claim}\n`);
    tally = add(tally, ofExit(claim, code));
  }
  return tally;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) {
  const tally = await check();
  process.stdout.write(`${lastLine(tally)}\n`);
  process.exitCode = tally.failed === 0 ? 0 : 1;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { add, lastLine, ofExit, ofPlaywright, ofVitest } from '../tally';

const folder = mkdtempSync(path.join(tmpdir(), 'assay-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

let n = 0;
function report(content: unknown): string {
  n += 1;
  const file = path.join(folder, `${n}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
const vitest = (total: number, passed: number, results: unknown[] = []) =>
  report({ numTotalTests: total, numPassedTests: passed, testResults: results });
const playwright = (stats: object, errors: unknown[] = []) =>
  report({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

describe('the tally', () => {
  it('ends a run in one line', () => {
    expect(lastLine(add({ passed: 2, failed: 0 }, ofExit(0)))).toBe('3 passed, 0 failed');
    expect(lastLine(add({ passed: 2, failed: 1 }, ofExit(2)))).toBe('2 passed, 2 failed');
  });

  it('counts a skipped test as failed', () => {
    expect(ofVitest(vitest(3, 2), 0)).toEqual({ passed: 2, failed: 1 });
    expect(ofPlaywright(playwright({ expected: 4, skipped: 1 }), 0)).toEqual({ passed: 4, failed: 1 });
  });

  it('counts a flaky browser test as failed', () => {
    expect(ofPlaywright(playwright({ expected: 4, flaky: 1 }), 0)).toEqual({ passed: 4, failed: 1 });
  });

  it('counts a test file that fell over before its first test', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(ofVitest(vitest(3, 3, [broken]), 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('never takes a bad exit for a good run', () => {
    expect(ofVitest(vitest(3, 3), 1).failed).toBe(1);
    expect(ofPlaywright(playwright({ expected: 3 }), 1).failed).toBe(1);
  });

  it('takes no tests, no report and a torn report for failures', () => {
    expect(ofVitest(vitest(0, 0), 0).failed).toBe(1);
    expect(ofPlaywright(playwright({}), 0).failed).toBe(1);
    expect(ofVitest(path.join(folder, 'absent.json'), 0).failed).toBe(1);
    expect(ofPlaywright(report('{"stats":'), 0).failed).toBe(1);
  });
});

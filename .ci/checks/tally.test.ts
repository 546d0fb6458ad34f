import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { add, lastLine, NOTHING, ofExit, ofPlaywright, ofVitest, slowest } from '../tally';

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
const playwright = (stats: object, suites: unknown[] = [], errors: unknown[] = []) =>
  report({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, suites, errors });

describe('the tally', () => {
  it('ends a run in one line', () => {
    expect(lastLine(add({ ...NOTHING, passed: 2 }, ofExit('types', 0)))).toBe('3 passed, 0 failed');
    expect(lastLine(add({ ...NOTHING, passed: 2, failed: 1 }, ofExit('types', 2)))).toBe(
      '2 passed, 2 failed',
    );
  });

  it('counts a skipped test as failed', () => {
    expect(ofVitest(vitest(3, 2), 0)).toMatchObject({ passed: 2, failed: 1 });
    expect(ofPlaywright(playwright({ expected: 4, skipped: 1 }), 0)).toMatchObject({ passed: 4, failed: 1 });
  });

  it('counts a flaky browser test as failed', () => {
    expect(ofPlaywright(playwright({ expected: 4, flaky: 1 }), 0)).toMatchObject({ passed: 4, failed: 1 });
  });

  it('counts a test file that fell over before its first test', () => {
    const broken = { name: 'a.test.ts', status: 'failed', assertionResults: [] };
    expect(ofVitest(vitest(3, 3, [broken]), 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('tells what took longest, each file by all that ran of it', () => {
    const file = (name: string, startTime: number, endTime: number) => ({
      name,
      startTime,
      endTime,
      assertionResults: [],
    });
    const [a, b] = ['a.test.ts', 'b.test.ts'].map((name) => path.resolve(name));
    const unit = vitest(1, 1, [file(`${a}`, 0, 2_000), file(`${a}`, 0, 3_000), file(`${b}`, 0, 6_000)]);
    const spec = (projectName: string, duration: number) => ({
      title: 'x',
      tests: [{ projectName, status: 'expected', results: [{ duration }] }],
    });
    const specs = [spec('embedded', 4_000), spec('postgres', 9_000)];
    const browser = playwright({ expected: 2 }, [{ title: 'c.spec.ts', suites: [{ title: 'd', specs }] }]);
    expect(slowest(add(ofVitest(unit, 0), ofPlaywright(browser, 0)), 3)).toEqual([
      '9 s  e2e/c.spec.ts, postgres',
      '6 s  b.test.ts',
      '5 s  a.test.ts',
    ]);
  });

  it('tells by name and reason what failed, in every part', () => {
    const test = (status: string, fullName: string, failureMessages: string[]) => ({
      status,
      fullName,
      failureMessages,
    });
    const unit = vitest(2, 1, [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [test('passed', 'a one', []), test('failed', 'a two', ['5 is not 4'])],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ]);
    expect(ofVitest(unit, 1).failures).toEqual([
      'a.test.ts › a two\n5 is not 4',
      'b.test.ts\nno such module',
    ]);
    const spec = (title: string, status: string, message: string) => ({
      title,
      tests: [{ projectName: 'embedded', status, results: [{ error: { message } }] }],
    });
    const browser = playwright({ expected: 1, flaky: 1 }, [
      {
        title: 'c.spec.ts',
        specs: [spec('good', 'expected', '')],
        suites: [{ title: 'group', specs: [spec('bad', 'flaky', 'gone')] }],
      },
    ]);
    expect(ofPlaywright(browser, 1).failures).toEqual(['c.spec.ts › group › [embedded] bad: flaky\ngone']);
    expect(add(ofExit('types', 2), ofExit('lint', 0)).failures).toEqual(['types']);
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

import { existsSync, readFileSync } from 'node:fs';

/** How many claims held and how many did not. A skipped one did not: nothing may be left out silently. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0 };

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
});

/** One check that is a whole program: its exit code tells. */
export const ofExit = (code: number): Tally =>
  code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** The line that ends every run. */
export const lastLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`;

interface VitestReport {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Reads what vitest's json reporter wrote; a file that fell over before its first test counts as one failure. */
export function ofVitest(file: string, code: number): Tally {
  const report = read<VitestReport>(file);
  if (report === null || report.numTotalTests === 0) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (result) =>
      result.status === 'failed' && result.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = report.numTotalTests - report.numPassedTests + broken;
  return { passed: report.numPassedTests, failed: atLeastOne(failed, code) };
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

/** Reads what Playwright's json reporter wrote. A flaky test failed. */
export function ofPlaywright(file: string, code: number): Tally {
  const report = read<PlaywrightReport>(file);
  if (report === null) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + skipped + report.errors.length + (expected === 0 ? 1 : 0);
  return { passed: expected, failed: atLeastOne(failed, code) };
}

/** A program that ended badly with no failed test to show for it failed all the same. */
const atLeastOne = (failed: number, code: number): number => (code === 0 ? failed : Math.max(1, failed));

function read<T>(file: string): T | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return null;
  }
}

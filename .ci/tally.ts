import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** How many claims held and how many did not. A skipped one did not: nothing may be left out silently. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, to be told once more at the end, where whoever sees only the end of the output looks. */
  readonly failures: readonly string[];
  /** Milliseconds that the tests of each file took, beside each other. */
  readonly times: Readonly<Record<string, number>>;
}

export const NOTHING: Tally = { passed: 0, failed: 0, failures: [], times: {} };

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  failures: [...a.failures, ...b.failures],
  times: [a.times, b.times].reduce(added),
});

function added(a: Tally['times'], b: Tally['times']): Tally['times'] {
  const sum = { ...a };
  for (const [file, time] of Object.entries(b)) sum[file] = (sum[file] ?? 0) + time;
  return sum;
}

/** The files that took longest, a line each. */
export const slowest = ({ times }: Tally, count: number): string[] =>
  Object.entries(times)
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([file, time]) => `${Math.round(time / 1000)} s  ${file}`);

/** One failure, by its name and what was said of it. */
export const failure = (what: string): Tally => ({ ...NOTHING, failed: 1, failures: [what] });

/** One check that is a whole program: its exit code tells. */
export const ofExit = (claim: string, code: number): Tally =>
  code === 0 ? { ...NOTHING, passed: 1 } : failure(claim);

/** The line that ends every run. */
export const lastLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`;

interface VitestReport {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly name: string;
    readonly message: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** Reads what vitest's json reporter wrote; a file that fell over before its first test counts as one failure. */
export function ofVitest(file: string, code: number): Tally {
  const report = read<VitestReport>(file);
  if (report === null || report.numTotalTests === 0) return failure('vitest wrote no report');
  const broken = report.testResults.filter(
    (result) =>
      result.status === 'failed' && result.assertionResults.every((test) => test.status !== 'failed'),
  );
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed')
      .map((test) => [`${name} › ${test.fullName}`, ...(test.failureMessages ?? [])].join('\n')),
  );
  const failed = report.numTotalTests - report.numPassedTests + broken.length;
  const messages = [...failures, ...broken.map(({ name, message }) => `${name}\n${message}`)];
  const times = report.testResults.map(({ name, startTime, endTime }) => ({
    [path.relative(process.cwd(), name)]: endTime - startTime,
  }));
  return { ...ended(report.numPassedTests, failed, code, messages), times: times.reduce(added, {}) };
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly results: readonly {
        readonly duration: number;
        readonly error?: { readonly message?: string };
      }[];
    }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
}

/** Reads what Playwright's json reporter wrote. A flaky test failed. */
export function ofPlaywright(file: string, code: number): Tally {
  const report = read<PlaywrightReport>(file);
  if (report === null) return failure('Playwright wrote no report');
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + skipped + report.errors.length + (expected === 0 ? 1 : 0);
  const messages = [
    ...report.suites.flatMap(unexpectedIn),
    ...report.errors.map(({ message }) => message ?? 'Playwright failed'),
    ...(expected === 0 ? ['no browser test passed'] : []),
  ];
  const times = report.suites.flatMap((suite) =>
    testsIn(suite).map(({ projectName, results }) => ({
      [`e2e/${suite.title}, ${projectName}`]: results.reduce((sum, { duration }) => sum + duration, 0),
    })),
  );
  return { ...ended(expected, failed, code, messages), times: times.reduce(added, {}) };
}

type PlaywrightTest = NonNullable<PlaywrightSuite['specs']>[number]['tests'][number];

const testsIn = ({ suites = [], specs = [] }: PlaywrightSuite): PlaywrightTest[] => [
  ...specs.flatMap(({ tests }) => tests),
  ...suites.flatMap(testsIn),
];

function unexpectedIn({ title, suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status !== 'expected')
      .map(({ projectName, status, results }) =>
        [
          `[${projectName}] ${spec.title}: ${status}`,
          ...results.flatMap(({ error }) => error?.message ?? []),
        ].join('\n'),
      ),
  );
  return [...own, ...suites.flatMap(unexpectedIn)].map((message) => `${title} › ${message}`);
}

/** A program that ended badly with no failed test to show for it failed all the same. */
function ended(passed: number, failed: number, code: number, failures: readonly string[]): Tally {
  if (code === 0 || failed > 0) return { ...NOTHING, passed, failed, failures };
  return {
    ...NOTHING,
    passed,
    failed: 1,
    failures: [...failures, `no test failed, and the exit code was ${code}`],
  };
}

function read<T>(file: string): T | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return null;
  }
}

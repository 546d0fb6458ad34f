import path from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { give } from './given';
import { journal } from './journal';
import type { Found, Mutant } from './report';

/** What to mutate and with which tests, by paths from the root. */
export interface Run {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const READS_TYPESCRIPT = ['--import', 'tsx'];
const CACHE = '.cache/mutation';

/**
 * Mutates the files and tries the tests on each mutant, two beside each other. A mutant with which tests take three
 * times as long and two minutes more counts as found: far from what a busy machine does.
 */
export async function runStryker({ files, tests }: Run): Promise<void> {
  give(files, tests);
  const stryker = new Stryker({
    mutate: [...files],
    testRunner: 'warm',
    testRunnerNodeArgs: READS_TYPESCRIPT,
    checkerNodeArgs: READS_TYPESCRIPT,
    warnings: { unknownOptions: false, preprocessorErrors: true, unserializableOptions: true, slow: false },
    plugins: [path.join(import.meta.dirname, 'plugin.ts')],
    ignorers: ['prose'],
    coverageAnalysis: 'perTest',
    concurrency: 2,
    timeoutMS: 120_000,
    timeoutFactor: 3,
    dryRunTimeoutMinutes: 20,
    tempDirName: `${CACHE}/sandbox`,
    ignorePatterns: ['.cache', '.next', 'dist', 'data', 'test-results', 'playwright-report', 'coverage'],
    disableTypeChecks: false,
    reporters: ['progress-append-only', 'journal'],
    allowConsoleColors: false,
    vitest: { configFile: '.ci/mutation/vitest.config.ts', related: false },
  });
  await stryker.runMutationTest();
}

const FOUND: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
const MISSED: ReadonlySet<string> = new Set(['Survived', 'NoCoverage']);

/** What is known of those files whose mutants have all been tried, also in a run that ends early. */
export function foundSoFar(
  root: string,
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
): Found[] {
  const { planned, results } = journal();
  const isOf = (file: string) => (name: string) => path.relative(root, path.resolve(root, name)) === file;
  if (planned.size === 0) return [];
  return files.flatMap((file): Found[] => {
    const is = isOf(file);
    const own = results.filter(({ fileName }) => is(fileName));
    const count = [...planned].find(([name]) => is(name))?.[1] ?? 0;
    if (own.length < count) return [];
    const lines = (texts.get(file) ?? '').split('\n');
    const killed = own.filter(({ status }) => FOUND.has(status)).length;
    const missed = own.filter(({ status }) => MISSED.has(status)).sort(byPlace);
    return [{ file, killed, survived: missed.map((result) => mutantOf(lines, result)) }];
  });
}

/** Results come in the order in which the workers end. */
const byPlace = (a: MutantResult, b: MutantResult): number =>
  a.location.start.line - b.location.start.line ||
  a.location.start.column - b.location.start.column ||
  (a.replacement ?? '').localeCompare(b.replacement ?? '');

function mutantOf(lines: readonly string[], { location, mutatorName, replacement }: MutantResult): Mutant {
  // Both count from one.
  const [start, end] = [location.start, location.end].map(({ line, column }) => ({
    line: line - 1,
    column: column - 1,
  }));
  if (start === undefined || end === undefined) throw new Error('A mutant has a begin and an end.');
  const original = lines
    .slice(start.line, end.line + 1)
    .map((line, n, all) =>
      line.slice(n === 0 ? start.column : 0, n === all.length - 1 ? end.column : undefined),
    )
    .join('\n');
  return {
    line: (lines[start.line] ?? '').trim(),
    mutator: mutatorName,
    original: short(original),
    replacement: short(replacement ?? ''),
  };
}

const short = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > 120 ? `${flat.slice(0, 117)}...` : flat;
};

import path from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { type Given, give } from './given';
import { journal } from './journal';
import { mutantOf } from './mutant';
import { type Found, keyOf, type Mutant } from './report';

const READS_TYPESCRIPT = ['--import', 'tsx'];
const CACHE = '.cache/mutation';

/**
 * Mutates the files and tries the tests on each mutant, two mutants beside each other or one. A mutant with which tests take three
 * times as long and two minutes more counts as found: far from what a busy machine does.
 */
export async function runStryker(given: Given, workers: 1 | 2 = 2): Promise<void> {
  give(given);
  const stryker = new Stryker({
    mutate: [...given.files],
    testRunner: 'warm',
    testRunnerNodeArgs: READS_TYPESCRIPT,
    checkerNodeArgs: READS_TYPESCRIPT,
    warnings: { unknownOptions: false, preprocessorErrors: true, unserializableOptions: true, slow: false },
    plugins: [path.join(import.meta.dirname, 'plugin.ts')],
    ignorers: ['prose'],
    coverageAnalysis: 'perTest',
    concurrency: workers,
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
/** Also what could not be tried: it is to be tried again. */
const MISSED: ReadonlySet<string> = new Set(['Survived', 'NoCoverage', 'RuntimeError']);

/**
 * What is known of those files whose mutants have all been tried, also in a run that ends early. `known`: what the run was
 * given; a mutant that none of its tests runs is as it was known.
 */
export function foundSoFar(
  root: string,
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
  known: Given['known'] = {},
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
    const wasFound = (mutant: Mutant): boolean => {
      const { live, tried } = known[file] ?? { live: [], tried: 'all others' };
      return tried !== 'all others' && ![...live, ...tried].includes(keyOf(mutant));
    };
    const missed = own
      .filter(({ status }) => MISSED.has(status))
      .sort(byPlace)
      .map((result) => ({ status: result.status, mutant: mutantOf(lines, result, 1) }));
    const survived = missed
      .filter(({ status, mutant }) => status !== 'NoCoverage' || !wasFound(mutant))
      .map(({ mutant }) => mutant);
    const killed = own.filter(({ status }) => FOUND.has(status)).length + missed.length - survived.length;
    return [{ file, killed, survived }];
  });
}

/** Results come in the order in which the workers end. */
const byPlace = (a: MutantResult, b: MutantResult): number =>
  a.location.start.line - b.location.start.line ||
  a.location.start.column - b.location.start.column ||
  (a.replacement ?? '').localeCompare(b.replacement ?? '');

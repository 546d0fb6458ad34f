import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { type Given, give } from './given';

const READS_TYPESCRIPT = ['--import', 'tsx'];
const CACHE = '.cache/mutation';

/**
 * Mutates the files and tries the tests on each mutant, two mutants beside each other or one. A mutant with which tests take three
 * times as long and two minutes more is given up, and has to be tried again: see `isEndless`.
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

import path from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import type { Given } from './given';
import { isEndless, journal, type Outcome } from './journal';
import { mutantOf } from './mutant';
import { type Found, keyOf, type Mutant } from './report';

const isFound = (outcome: Outcome): boolean => outcome.status === 'Killed' || isEndless(outcome);
/** Also what could not be tried, or not to its end: it is to be tried again. */
const MISSED: ReadonlySet<string> = new Set(['Survived', 'NoCoverage', 'RuntimeError', 'Timeout']);
const isMissed = (outcome: Outcome): boolean => MISSED.has(outcome.status) && !isFound(outcome);

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
      .filter(isMissed)
      .sort(byPlace)
      .map((result) => ({ status: result.status, mutant: mutantOf(lines, result, 1) }));
    const survived = missed
      .filter(({ status, mutant }) => status !== 'NoCoverage' || !wasFound(mutant))
      .map(({ mutant }) => mutant);
    const killed = own.filter(isFound).length + missed.length - survived.length;
    return [{ file, killed, survived }];
  });
}

/** Results come in the order in which the workers end. */
const byPlace = (a: MutantResult, b: MutantResult): number =>
  a.location.start.line - b.location.start.line ||
  a.location.start.column - b.location.start.column ||
  (a.replacement ?? '').localeCompare(b.replacement ?? '');

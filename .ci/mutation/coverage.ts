import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MutantCoverage } from '@stryker-mutator/api/core';

/** Mutants that take effect while a module is read, by their ids. */
export type StaticMutants = readonly string[];

/** The ids of the mutants that Stryker put into these files. */
export function mutantIds(root: string, files: readonly string[]): string[][] {
  return files.map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return [...new Set([...text.matchAll(/\bstryMutAct_\w+\("(\d+)"\)/g)].map(([, id]) => id ?? ''))];
  });
}

/**
 * Gives the mutants that take effect while a module is read to the tests that run something of that module. Stryker
 * tries every test on each of them, which for a declared write, an object with functions in it, is most of its mutants.
 * One whose module no test runs stays with all tests.
 */
export function spreadStatic(
  coverage: MutantCoverage,
  idsByFile: readonly (readonly string[])[],
): { readonly coverage: MutantCoverage; readonly isStatic: StaticMutants } {
  const perTest = Object.fromEntries(
    Object.entries(coverage.perTest).map(([test, hits]) => [test, { ...hits }]),
  );
  const left = { ...coverage.static };
  const isStatic = Object.keys(coverage.static);
  for (const ids of idsByFile) {
    const read = ids.filter((id) => coverage.static[id] !== undefined);
    const tests = Object.entries(coverage.perTest).filter(([, hits]) =>
      ids.some((id) => hits[id] !== undefined && coverage.static[id] === undefined),
    );
    if (tests.length === 0) continue;
    for (const id of read) {
      for (const [test] of tests) perTest[test] = { ...perTest[test], [id]: coverage.static[id] ?? 1 };
      delete left[id];
    }
  }
  return { coverage: { static: left, perTest }, isStatic };
}

/**
 * Whether a test, as `file#name`, is about a source: by the name of its file, or by that of what the source exports, as
 * tests that are made from declarations have it.
 */
export function isAbout(source: string): (test: string) => boolean {
  const stem = source.replace(/\.tsx?$/, '.');
  const [, kebab = ''] = /([^/]+)\.$/.exec(stem) ?? [];
  const named = new RegExp(
    `\\b${kebab.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}\\b`,
  );
  return (test) => {
    const name = test.indexOf('#');
    return test.slice(0, name).includes(stem) || named.test(test.slice(name));
  };
}

/** Tests that are tried on one mutant at most, and of one file: whoever is asked by everything would be asked all day. */
const [TESTS, TESTS_OF_A_FILE] = [150, 15];

/**
 * Leaves each mutant the tests that are likely to find it, as many as can be tried: those about its file
 * first, then in the order of the part. It may let a mutant live that a test further off would have found.
 */
export function nearestTests(
  coverage: MutantCoverage,
  files: readonly string[],
  idsByFile: readonly (readonly string[])[],
  order: readonly string[],
): MutantCoverage {
  const fileOf = (test: string): string => test.slice(0, test.indexOf('#'));
  const places = new Map<string, number>();
  const placeOf = (test: string): number => {
    const file = fileOf(test);
    if (!places.has(file))
      places.set(
        file,
        order.findIndex((known) => file.endsWith(known)),
      );
    return places.get(file) ?? 0;
  };
  const testsOf = new Map<string, string[]>();
  for (const [test, hits] of Object.entries(coverage.perTest))
    for (const id of Object.keys(hits)) testsOf.set(id, [...(testsOf.get(id) ?? []), test]);
  const perTest: Record<string, Record<string, number>> = {};
  idsByFile.forEach((ids, n) => {
    const isNear = isAbout(files[n] ?? '');
    for (const id of ids) {
      const counts = new Map<string, number>();
      const near = (testsOf.get(id) ?? [])
        .toSorted((a, b) => Number(isNear(b)) - Number(isNear(a)) || placeOf(a) - placeOf(b))
        .filter((test) => {
          const count = (counts.get(fileOf(test)) ?? 0) + 1;
          counts.set(fileOf(test), count);
          return count <= TESTS_OF_A_FILE || isNear(test);
        });
      for (const test of near.slice(0, TESTS))
        perTest[test] = { ...perTest[test], [id]: coverage.perTest[test]?.[id] ?? 1 };
    }
  });
  return { static: coverage.static, perTest };
}

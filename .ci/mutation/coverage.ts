import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MutantCoverage } from '@stryker-mutator/api/core';
import ts from 'typescript';

/** Mutants that take effect while a module is read, by their ids. */
export type StaticMutants = readonly string[];

/** The mutants that Stryker put into a file, by their ids; `ofModule`: those of them that no function holds. */
export interface MutantIds {
  readonly all: readonly string[];
  readonly ofModule: readonly string[];
}

/** The ids of the mutants that Stryker put into these files. */
export function mutantIds(root: string, files: readonly string[]): MutantIds[] {
  return files.map((file) => mutantIdsOf(file, readFileSync(path.join(root, file), 'utf8')));
}

/** As {@link mutantIds} for one text: `stryMutAct_…("7")` asks whether mutant 7 is the one. */
export function mutantIdsOf(file: string, text: string): MutantIds {
  const all = new Set<string>();
  const ofModule = new Set<string>();
  const walk = (node: ts.Node, isInFunction: boolean): void => {
    if (ts.isCallExpression(node) && /^stryMutAct_/.test(node.expression.getText(source))) {
      const [id] = node.arguments;
      if (id !== undefined && ts.isStringLiteral(id)) {
        all.add(id.text);
        if (!isInFunction) ofModule.add(id.text);
      }
    }
    ts.forEachChild(node, (child) => walk(child, isInFunction || ts.isFunctionLike(node)));
  };
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  walk(source, false);
  return { all: [...all], ofModule: [...ofModule] };
}

/**
 * Gives the mutants that take effect while a module is read to the tests that run something of that module. Stryker
 * tries every test on each of them, which for a declared write, an object with functions in it, is most of its mutants.
 * One whose module no test runs stays with all tests. Where a test was the first to read a module (by `import()`, or in a
 * worker that had read it by then), Stryker takes such a mutant for that test's own: it is spread, too.
 */
export function spreadStatic(
  covered: MutantCoverage,
  mutants: readonly MutantIds[],
): { readonly coverage: MutantCoverage; readonly isStatic: StaticMutants } {
  const coverage = withStatic(covered, new Set(mutants.flatMap(({ ofModule }) => ofModule)));
  const perTest = Object.fromEntries(
    Object.entries(coverage.perTest).map(([test, hits]) => [test, { ...hits }]),
  );
  const left = { ...coverage.static };
  const isStatic = Object.keys(coverage.static);
  const idsByFile = mutants.map(({ all }) => all);
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

/** Moves what tests are said to run of these to what is run while modules are read. */
function withStatic(coverage: MutantCoverage, ofModule: ReadonlySet<string>): MutantCoverage {
  const read = { ...coverage.static };
  const perTest = Object.entries(coverage.perTest).map(([test, hits]) => {
    const own = Object.entries(hits).filter(([id, count]) => {
      if (!ofModule.has(id)) return true;
      read[id] = (read[id] ?? 0) + count;
      return false;
    });
    return [test, Object.fromEntries(own)] as const;
  });
  return { static: read, perTest: Object.fromEntries(perTest) };
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

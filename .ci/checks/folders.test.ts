import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { filesBelow, isTest, parse, type Source } from './source-tree';

/** Files of one folder, its tests included and its subfolders not, that somebody still finds their way in. */
const MOST_FILES = 35;

/** What a file of ours imports, types included, as paths without an ending. */
function importsOf({ file, tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const from = statement.moduleSpecifier;
    if (from === undefined || !ts.isStringLiteral(from)) return [];
    if (from.text.startsWith('@/')) return [from.text.slice(2)];
    return from.text.startsWith('.') ? [path.posix.join(path.posix.dirname(file), from.text)] : [];
  });
}

/** For each folder the folders that its files import from. */
function folderImports(sources: readonly Source[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const folders = new Set(sources.map(({ file }) => path.posix.dirname(file)));
  for (const source of sources) {
    const from = path.posix.dirname(source.file);
    const own = found.get(from) ?? new Set();
    found.set(from, own);
    for (const imported of importsOf(source)) {
      const to = path.posix.dirname(imported);
      if (to !== from && folders.has(to)) own.add(to);
    }
  }
  return found;
}

/** Folders that import from each other in a circle: what is left when those that import nothing of the rest are gone. */
function circling(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const left = new Map([...imports].map(([folder, to]) => [folder, new Set(to)]));
  for (let isDone = false; !isDone; ) {
    const leaf = [...left].find(([, to]) => ![...to].some((each) => left.has(each)));
    if (leaf === undefined) isDone = true;
    else left.delete(leaf[0]);
  }
  return [...left.keys()].sort();
}

it('the reading of folders finds a circle of types, and who only imports from it is in it no more than who is imported', () => {
  const planted = [
    parse('lib/a/one.ts', "import type { Two } from '@/lib/b/two';"),
    parse('lib/b/two.ts', "export { one } from '../a/one';"),
    parse('lib/c/three.ts', "import { four } from '@/lib/d/four';"),
    parse('lib/d/four.ts', ''),
  ];
  expect(circling(folderImports(planted))).toEqual(['lib/a', 'lib/b']);
});

it(`no folder of lib holds more than ${MOST_FILES} files`, () => {
  const counts = new Map<string, number>();
  for (const file of filesBelow('lib'))
    counts.set(path.dirname(file), (counts.get(path.dirname(file)) ?? 0) + 1);
  expect(counts.size).toBeGreaterThan(30);
  expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
});

it('folders of lib do not import from each other in circles', () => {
  const sources = filesBelow('lib').filter((file) => !isTest(file));
  expect(circling(folderImports(sources.map((file) => parse(file))))).toEqual([]);
});

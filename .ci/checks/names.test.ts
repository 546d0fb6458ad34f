import ts from 'typescript';
import { expect, it } from 'vitest';
import { filesBelow, parse, type Source } from './source-tree';

/** Names that a file exports and declares itself; a type and a value of one name are one. */
function declaredExports({ tree }: Source): Set<string> {
  const names = tree.statements.flatMap((statement): string[] => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const kinds = modifiers.map(({ kind }) => kind);
    // A default has the name that its importer gives it.
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword) || kinds.includes(ts.SyntaxKind.DefaultKeyword))
      return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
    const declared = statement as ts.DeclarationStatement;
    return declared.name !== undefined && ts.isIdentifier(declared.name) ? [declared.name.text] : [];
  });
  return new Set(names);
}

const namesIn = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));

/** Each name that more than one of the files exports, with those files. */
function namesTwice(sources: readonly Source[]): string[] {
  const filesOf = new Map<string, string[]>();
  for (const source of sources)
    for (const name of declaredExports(source))
      filesOf.set(name, [...(filesOf.get(name) ?? []), source.file]);
  return [...filesOf]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `${name}: ${files.join(', ')}`);
}

it('the reading of exports finds a name twice, as a type, a constant or a function, and passes over re-exports', () => {
  const planted = [
    "export interface Thing {}\nexport const [one, { two }] = [1, { two: 2 }];\nexport { four } from './b';",
    'export const Thing = 1;\nexport async function two() {}\nconst one = 1;\nexport type four = 4;',
  ].map((text, n) => parse(`planted-${n}.ts`, text));
  expect(namesTwice(planted)).toEqual([
    'Thing: planted-0.ts, planted-1.ts',
    'two: planted-0.ts, planted-1.ts',
  ]);
});

it('no name is exported by two files of lib and db: one word means one thing', () => {
  const files = filesBelow('lib', 'db').filter((file) => !/\.test\.tsx?$/.test(file));
  const sources = files.map((file) => parse(file));
  expect(sources.reduce((sum, source) => sum + declaredExports(source).size, 0)).toBeGreaterThan(1_500);
  expect(namesTwice(sources)).toEqual([]);
});

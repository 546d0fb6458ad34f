import path from 'node:path';
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

/** Modules that a file gives as a namespace, by file, with its name: their exports are read `url.team`, never `team`. */
function namespaces(sources: readonly Source[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { file, tree } of sources)
    for (const statement of tree.statements)
      if (
        ts.isExportDeclaration(statement) &&
        statement.exportClause !== undefined &&
        ts.isNamespaceExport(statement.exportClause) &&
        statement.moduleSpecifier !== undefined &&
        ts.isStringLiteral(statement.moduleSpecifier)
      )
        found.set(
          `${path.join(path.dirname(file), statement.moduleSpecifier.text)}.ts`,
          statement.exportClause.name.text,
        );
  return found;
}

/** Each name that more than one of the files exports, with those files. */
function namesTwice(sources: readonly Source[]): string[] {
  const filesOf = new Map<string, string[]>();
  const spaces = namespaces(sources);
  for (const source of sources) {
    const space = spaces.get(source.file);
    for (const declared of declaredExports(source)) {
      const name = space === undefined ? declared : `${space}.${declared}`;
      filesOf.set(name, [...(filesOf.get(name) ?? []), source.file]);
    }
  }
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
  expect(namesTwice([...planted, parse('all.ts', "export * as given from './planted-1';")])).toEqual([]);
});

it('no name is exported by two files of lib and db: one word means one thing', () => {
  const files = filesBelow('lib', 'db').filter((file) => !/\.test\.tsx?$/.test(file));
  const sources = files.map((file) => parse(file));
  expect(sources.reduce((sum, source) => sum + declaredExports(source).size, 0)).toBeGreaterThan(1_500);
  expect(namesTwice(sources)).toEqual([]);
});

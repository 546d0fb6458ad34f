import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.next', 'dist', 'data', '.git', '.cache']);

/** Source files below the folders, as paths from the working directory. */
export function filesBelow(...folders: string[]): string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(path.resolve(folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|cjs)$/.test(entry.name))
        .map((entry) => path.relative(process.cwd(), path.join(entry.parentPath, entry.name)))
        .filter((file) => file.split(path.sep).every((part) => !SKIPPED.has(part))),
    );
}

/** The source files of the repository's own folders, tests included. */
export const allFiles = (): string[] => [
  ...filesBelow('.ci', 'app', 'bench', 'components', 'db', 'e2e', 'lib'),
  ...readdirSync('.').filter((name) => /\.(ts|mjs)$/.test(name) && name !== 'next-env.d.ts'),
];

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || file.includes('/testing/');

/** A file and its syntax. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

export function parse(file: string, text = readFileSync(file, 'utf8')): Source {
  return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true) };
}

/** A function with a name of its own, declared or kept in a constant. */
export interface NamedFunction {
  readonly file: string;
  readonly name: string;
  readonly exported: boolean;
  readonly async: boolean;
  /** The written type of each parameter; empty where none is written. */
  readonly parameters: readonly string[];
  /** The function, or the call that declares a write. */
  readonly node: ts.Node;
}

/** Top-level functions of a file. */
export function functionsOf({ file, tree }: Source): NamedFunction[] {
  return tree.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined)
      return [describe(file, statement.name.text, statement, statement)];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      if (!ts.isIdentifier(name) || initializer === undefined) return [];
      if (isFunction(initializer)) return [describe(file, name.text, statement, initializer)];
      return isDeclaredWrite(initializer)
        ? [
            {
              file,
              name: name.text,
              exported: has(statement, ts.SyntaxKind.ExportKeyword),
              async: true,
              parameters: ['Ctx'],
              node: initializer,
            },
          ]
        : [];
    });
  });
}

/** The parts of a declared write that run. */
const PARTS: ReadonlySet<string> = new Set(['ready', 'write', 'move']);

const isDeclaredWrite = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'declareWrite';

/** What runs inside of a transaction: the function given to one, and the `write` and `move` of a declared write. */
export function insidesOf(node: ts.Node): ts.Node[] {
  const insides = callsIn(node).flatMap(({ name, args }) =>
    name === 'transact' && args[1] !== undefined ? [args[1]] : [],
  );
  if (!isDeclaredWrite(node)) return insides;
  const [declared] = node.arguments;
  if (declared === undefined || !ts.isObjectLiteralExpression(declared)) return insides;
  const bodies = declared.properties.filter((property) => ['write', 'move'].includes(nameOf(property)));
  return [...insides, ...bodies];
}

/** Whether a declared write may move power. */
export const movesPower = (node: ts.Node): boolean =>
  insidesOf(node).some((inside) => ts.isObjectLiteralElementLike(inside) && nameOf(inside) === 'move');

const nameOf = (property: ts.ObjectLiteralElementLike): string =>
  property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : '';

const has = (at: ts.Node, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(at) && (ts.getModifiers(at) ?? []).some((modifier) => modifier.kind === kind);

const isFunction = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node);

function describe(
  file: string,
  name: string,
  statement: ts.Statement,
  node: ts.FunctionLikeDeclaration,
): NamedFunction {
  return {
    file,
    name,
    exported: has(statement, ts.SyntaxKind.ExportKeyword),
    async: has(node, ts.SyntaxKind.AsyncKeyword) || (node.type?.getText().startsWith('Promise<') ?? false),
    parameters: node.parameters.map((parameter) => parameter.type?.getText() ?? ''),
    node,
  };
}

/** Every call below a node: the called name (its last part) and the texts of its arguments. */
export function callsIn(node: ts.Node): { name: string; args: readonly ts.Expression[] }[] {
  const calls: { name: string; args: readonly ts.Expression[] }[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isCallExpression(at)) {
      const called = at.expression;
      if (ts.isIdentifier(called)) calls.push({ name: called.text, args: at.arguments });
      else if (ts.isPropertyAccessExpression(called))
        calls.push({ name: called.name.text, args: at.arguments });
    }
    // What a declared write is made of may be a function of its own.
    if (ts.isPropertyAssignment(at) && PARTS.has(nameOf(at)) && ts.isIdentifier(at.initializer))
      calls.push({ name: at.initializer.text, args: [] });
    ts.forEachChild(at, visit);
  };
  visit(node);
  return calls;
}

/** Whether `a.b` occurs below a node, for any of the texts given. */
export function reads(node: ts.Node, ...accesses: string[]): boolean {
  if (ts.isPropertyAccessExpression(node) && accesses.includes(node.getText())) return true;
  return ts.forEachChild(node, (child) => reads(child, ...accesses) || undefined) ?? false;
}

/**
 * Names of the functions that call one of `roots`, themselves or through another function of the list. By name:
 * a verb's name is its own in the whole library.
 */
export function reaching(functions: readonly NamedFunction[], roots: ReadonlySet<string>): Set<string> {
  const found = new Set(roots);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name, node } of functions) {
      if (found.has(name) || !callsIn(node).some((call) => found.has(call.name))) continue;
      found.add(name);
      grown = true;
    }
  }
  return found;
}

/** Names that a file imports as values from modules whose text matches. */
export function importsOf({ tree }: Source, from: RegExp): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const clause = statement.importClause;
    if (!from.test(statement.moduleSpecifier.text) || clause?.isTypeOnly === true) return [];
    const bindings = clause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
    return bindings.elements
      .filter((each) => !each.isTypeOnly)
      .map((each) => (each.propertyName ?? each.name).text);
  });
}

import path from 'node:path';
import ts from 'typescript';
import { isTest } from './source-tree';

/** A function that writes rows, and what its first parameter is. */
export interface Writer {
  readonly file: string;
  readonly name: string;
  /** `transaction`: what only a transaction is; `bookkeeper`: either, said to be no event; `open`: anything else. */
  readonly takes: 'transaction' | 'bookkeeper' | 'open';
}

/** Where a method of Drizzle is called, by what its receiver is. */
export interface Begun {
  readonly file: string;
  readonly name: string;
}

const WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);
const WRITING =
  /\b(insert\s+into|delete\s+from|update\s+(?!skip|of\b)\S+\s+(\w+\s+)?set|merge\s+into|truncate|copy)\b/i;

/**
 * Reads a program by its types: which functions write through Drizzle, whatever they and their handles are called, and
 * which begin transactions.
 */
export function writersOf(program: ts.Program): { writers: Writer[]; begun: Begun[] } {
  const checker = program.getTypeChecker();
  const writers = new Map<string, Writer>();
  const begun: Begun[] = [];
  for (const source of program.getSourceFiles()) {
    const file = path.relative(process.cwd(), source.fileName);
    if (!isLookedAt(file)) continue;
    const visit = (node: ts.Node, within: ts.SignatureDeclaration | null): void => {
      const inside = isNamedFunction(node) ? node : within;
      const method = methodOfDrizzle(node, checker);
      if (method !== null && inside !== null) {
        const name = nameOf(inside);
        if (method === 'transaction') begun.push({ file, name });
        else writers.set(`${file} ${name}`, { file, name, takes: takenBy(inside, checker) });
      }
      ts.forEachChild(node, (child) => visit(child, inside));
    };
    visit(source, null);
  }
  return { writers: [...writers.values()], begun };
}

/** A function that can be called by its name: a function inside of one belongs to it. */
function isNamedFunction(node: ts.Node): node is ts.SignatureDeclaration {
  if (ts.isFunctionDeclaration(node)) return ts.isSourceFile(node.parent);
  if (ts.isMethodDeclaration(node)) return ts.isClassDeclaration(node.parent);
  return (
    (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) &&
    ts.isVariableDeclaration(node.parent) &&
    ts.isSourceFile(node.parent.parent.parent.parent)
  );
}

function nameOf(node: ts.SignatureDeclaration): string {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named?.getText() ?? '';
}

/** `insert`, `update`, `delete` and `transaction` of a handle, and `execute` of a text that writes. */
function methodOfDrizzle(node: ts.Node, checker: ts.TypeChecker): string | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const method = node.expression.name.text;
  const isWrite = WRITES.has(method) || (method === 'execute' && WRITING.test(node.getText()));
  if (!isWrite && method !== 'transaction') return null;
  const symbol = checker.getSymbolAtLocation(node.expression.name);
  const declared = symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
  return declared.includes('/drizzle-orm/') ? method : null;
}

function takenBy(node: ts.SignatureDeclaration, checker: ts.TypeChecker): Writer['takes'] {
  const [first] = node.parameters;
  if (first === undefined) return 'open';
  const type = checker.getTypeAtLocation(first);
  const parts = type.isUnion() ? type.types : [type];
  // Drizzle's transactions alone can be rolled back.
  if (parts.every((part) => part.getProperty('rollback') !== undefined)) return 'transaction';
  const isBranded = (part: ts.Type) =>
    part.getProperties().some(({ name }) => name.startsWith('__@BOOKKEEPING'));
  return parts.every(isBranded) ? 'bookkeeper' : 'open';
}

/** Pages reach no database (a rule of imports), so that their libraries need not be read. */
const isLookedAt = (file: string): boolean => /^(db|lib)\/(?!next\/)/.test(file) && !isTest(file);

/** The program of this repository's own configuration, with what is planted in the place of files. */
export function programOf(planted: ReadonlyMap<string, string> = new Map()): ts.Program {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = ts.getParsedCommandLineOfConfigFile('tsconfig.json', {}, host);
  if (config === undefined) throw new Error('tsconfig.json cannot be read.');
  const compiler = ts.createCompilerHost(config.options);
  const { readFile, fileExists } = compiler;
  const at = (file: string) => planted.get(path.relative(process.cwd(), file));
  compiler.readFile = (file) => at(file) ?? readFile(file);
  compiler.fileExists = (file) => at(file) !== undefined || fileExists(file);
  const ours = config.fileNames.filter((file) => isLookedAt(path.relative(process.cwd(), file)));
  const names = [...ours, ...[...planted.keys()].map((file) => path.resolve(file))];
  return ts.createProgram(names, config.options, compiler);
}

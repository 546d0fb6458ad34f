import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { allFiles, callsIn, filesBelow, functionsOf, isTest, parse, reaching, reads } from './source-tree';

const DOMAINS = ['access', 'models', 'artifacts', 'lists', 'catalog', 'transfer'] as const;
const domainFiles = filesBelow(...DOMAINS.map((domain) => `lib/${domain}`)).filter((file) => !isTest(file));
const domainFunctions = domainFiles.flatMap((file) => functionsOf(parse(file)));
const verbs = domainFunctions.filter(
  ({ exported, async, parameters }) => exported && async && parameters[0] === 'Ctx',
);

/** Verbs that ask for no permission, each with the reason. */
const UNGUARDED: Readonly<Record<string, string>> = {
  grantsOfActor: 'looks up what the actor holds; deciding is built on it',
  createFirstAdministrator: 'nobody can hold a permission yet; it works on a store without users only',
  makeFirstAdministrator: 'the part of it that runs in a transaction',
  refusal: 'words the refusal itself',
};

/** Writers whose change is no event of the store, each with the reason. */
const UNAUDITED: Readonly<Record<string, string>> = {};

/** The modules that may open a database or ask the process for its own. */
const RAW_HANDLE = [
  /^server\.ts$/,
  /^lib\/core\/(runtime|start)\.ts$/,
  /^lib\/next\/[a-z-]+\.ts$/,
  /^lib\/wire\/(process\/)?[a-z-]+\.ts$/,
  /^lib\/transfer\/cli\.ts$/,
  /^(db|bench|e2e|\.ci)\//,
];

/** The modules that may read variables; the settings themselves are read by lib/core/env. */
const READS_VARIABLES = [
  /^(server|playwright\.config|vitest\.config|drizzle\.config)\.ts$/,
  /^lib\/core\/env\.ts$/,
  // The log speaks before the settings are read, about settings that cannot be read among others.
  /^lib\/wire\/gate\/log\.ts$/,
  /^lib\/transfer\/cli\.ts$/,
  /^next\.config\.mjs$/,
  /^(\.ci|bench|e2e)\//,
  /^db\/testing\//,
  /\.test\.tsx?$/,
];

const matches = (patterns: readonly RegExp[], file: string): boolean =>
  patterns.some((pattern) => pattern.test(file));

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('verbs', () => {
  it('are found at all', () => {
    expect(verbs.length).toBeGreaterThan(5);
  });

  it('ask for permission before they do anything, or stand on the list that says why not', () => {
    const roots = new Set(['authorize', 'authorizeOpenly', 'readScope', 'can']);
    const guarded = reaching(domainFunctions, roots);
    const open = verbs.filter(({ name }) => !guarded.has(name) && UNGUARDED[name] === undefined);
    expect(open.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });

  it('live in a file named after them, alone or beside a variant of the same', () => {
    const crowded = domainFiles.filter((file) => {
      const names = verbs.filter((verb) => verb.file === file).map(({ name }) => kebab(name));
      if (names.length < 2 || /\/(authorize|resolve-[a-z]+)\.ts$/.test(file)) return false;
      return names.length > 3 || !names.some((name) => name.includes(path.basename(file, '.ts')));
    });
    expect(crowded).toEqual([]);
  });

  it('leave an audit row in the transaction of every change', () => {
    const audited = reaching(domainFunctions, new Set(['audit']));
    const silent = domainFunctions
      .filter(({ name }) => UNAUDITED[name] === undefined)
      .filter(({ node }) =>
        callsIn(node).some(
          ({ name, args }) =>
            name === 'transact' &&
            args[1] !== undefined &&
            !callsIn(args[1]).some((call) => audited.has(call.name)),
        ),
      );
    expect(silent.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });

  it('never use the outer handle inside a transaction, which hangs the embedded database', () => {
    const hanging = domainFunctions.filter(({ node }) =>
      callsIn(node).some(
        ({ name, args }) =>
          name === 'transact' && args[1] !== undefined && reads(args[1], 'ctx.db', 'door.db'),
      ),
    );
    expect(hanging.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });
});

describe('server actions', () => {
  const files = filesBelow('app', 'components', 'lib').map((file) => parse(file));
  const actions = files.filter(({ tree }) => {
    const [first] = tree.statements;
    return (
      first !== undefined &&
      ts.isExpressionStatement(first) &&
      ts.isStringLiteral(first.expression) &&
      first.expression.text === 'use server'
    );
  });

  it('are the only thing that a file of them exports: every export is an address anybody can call', () => {
    const others = actions.flatMap((source) => {
      const functions = new Set(
        functionsOf(source)
          .filter((f) => f.async)
          .map((f) => f.name),
      );
      return exportsOf(source.tree).flatMap((name) =>
        functions.has(name) ? [] : [`${source.file}: ${name}`],
      );
    });
    expect(others).toEqual([]);
  });

  it('check where the form came from', () => {
    const roots = new Set(['submit', 'attempt', 'checkOrigin']);
    const open = actions.flatMap((source) => {
      const functions = functionsOf(source);
      const checked = reaching(functions, roots);
      return functions.flatMap(({ exported, file, name }) =>
        exported && !checked.has(name) ? [`${file}: ${name}`] : [],
      );
    });
    expect(open).toEqual([]);
  });
});

describe('the repository', () => {
  const sources = allFiles();

  it('opens databases in few places', () => {
    const raw = sources
      .filter((file) => !isTest(file) && !matches(RAW_HANDLE, file))
      .filter((file) =>
        /import (?!type)[^;]*\b(openServer|openEmbedded|runtime)\b[^;]*from/.test(parse(file).text),
      );
    expect(raw).toEqual([]);
  });

  it('reads variables in one place', () => {
    const readers = sources
      .filter((file) => !matches(READS_VARIABLES, file))
      .filter((file) => /process\.env(?!\.NODE_ENV)/.test(parse(file).text));
    expect(readers).toEqual([]);
  });

  it('names no file after what it cannot say', () => {
    const vague = sources.filter((file) =>
      /(^|\/|-)(utils?|helpers?|misc|common|managers?)(\.[a-z.]+)?$/.test(file),
    );
    expect(vague).toEqual([]);
    expect(
      sources.map((file) => path.dirname(file)).filter((dir) => /(utils?|helpers?|misc|common)$/.test(dir)),
    ).toEqual([]);
  });

  it('puts nothing off and leaves no test out', () => {
    const marks = new RegExp(
      `\\b(${['TO', 'FIX'].map((word) => `${word}${word === 'TO' ? 'DO' : 'ME'}`).join('|')})\\b`,
    );
    const out = /\b(it|test|describe)\.(skip|only|todo|fixme)\(|\bx(it|describe)\(/;
    const found = sources.filter((file) => {
      const { text } = parse(file);
      return marks.test(text) || (!file.startsWith('.ci/checks/') && out.test(text));
    });
    expect(found).toEqual([]);
  });
});

/** Names that a file exports, types left out. */
function exportsOf(tree: ts.SourceFile): string[] {
  return tree.statements.flatMap((statement) => {
    if (ts.isExportAssignment(statement)) return ['default'];
    if (ts.isExportDeclaration(statement))
      return statement.isTypeOnly ? [] : [statement.exportClause?.getText() ?? '*'];
    const exported =
      ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
      return [statement.name?.text ?? 'default'];
    return ['(other)'];
  });
}

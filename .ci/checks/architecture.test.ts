import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import {
  allFiles,
  callsIn,
  filesBelow,
  functionsOf,
  importsOf,
  insidesOf,
  isTest,
  movesPower,
  type NamedFunction,
  parse,
  reaching,
  reads,
} from './source-tree';

/** Every folder of lib but those that are no domain: a new one is held to the rules without being listed. */
const DOMAINS = readdirSync('lib').filter(
  (name) => !['core', 'faults', 'next', 'secrets', 'testing', 'wire'].includes(name),
);
const domainFiles = filesBelow(...DOMAINS.map((domain) => `lib/${domain}`)).filter((file) => !isTest(file));
const domainFunctions = domainFiles.flatMap((file) => functionsOf(parse(file)));
const takingCtx = domainFunctions.filter(
  ({ exported, async, parameters }) => exported && async && parameters[0] === 'Ctx',
);
/** What pages, doors and the command line import from the domains: whatever they can call is a verb. */
const called = new Set(
  [
    ...filesBelow('app', 'lib/next', 'lib/wire'),
    'lib/transfer/cli.ts',
    'lib/transfer/export-cli.ts',
    'server.ts',
  ]
    .filter((file) => !isTest(file))
    .flatMap((file) => importsOf(parse(file), /^@\/lib\/|^\.\.?\//)),
);
const verbs = takingCtx.filter(({ name }) => called.has(name));

/** Verbs that ask for no permission, each with the reason. */
const UNGUARDED: Readonly<Record<string, string>> = {
  createFirstAdministrator: 'nobody can hold a permission yet; it works on a store without users only',
  stageUpload: 'keeps bytes for their sender; the import that reads them asks',
  stagedFile: 'finds only what the same person sent',
  dropStaged: 'removes only what the same person sent',
  countToAnswer: 'counts where the reader hands out roles, by their own scope',
  leadsTeam: 'answers about the actor alone, for verbs that ask by it',
  teamsLed: 'answers about the actor alone',
  missingPermission: 'words a refusal',
  whoCanGive: 'words a refusal',
  requireRecentSignIn: 'looks at how old the sign-in is; whoever calls it asks besides',
};

/** The modules that may open a database or ask the process for its own. */
const RAW_HANDLE = [
  /^server\.ts$/,
  /^lib\/core\/(runtime|start)\.ts$/,
  /^lib\/next\/[a-z-]+\.ts$/,
  /^lib\/wire\/(process\/)?[a-z-]+\.ts$/,
  /^lib\/transfer\/command\.ts$/,
  /^(db|bench|e2e|\.ci)\//,
];

/** The modules that may read variables; the settings themselves are read by lib/core/env. */
const READS_VARIABLES = [
  /^(server|instrumentation|playwright\.config|vitest\.config|drizzle\.config)\.ts$/,
  /^lib\/core\/env\.ts$/,
  // The log speaks before the settings are read, about settings that cannot be read among others.
  /^lib\/wire\/gate\/log\.ts$/,
  // Sets flags before anything else is done, the reading of the settings included.
  /^lib\/wire\/process\/memory\.ts$/,
  /^lib\/transfer\/command\.ts$/,
  /^next\.config\.mjs$/,
  /^(\.ci|bench|e2e)\//,
  /^db\/testing\//,
  /\.test\.tsx?$/,
];

const matches = (patterns: readonly RegExp[], file: string): boolean =>
  patterns.some((pattern) => pattern.test(file));

/** Files whose exports are the ways of doing one thing. */
const IN_COMPANY: readonly string[] = [
  'lib/access/authorize.ts',
  'lib/mlte/import-store.ts',
  'lib/archives/staged-upload.ts',
];

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('the reading of sources', () => {
  const planted = functionsOf(
    parse(
      'lib/models/planted.ts',
      `export async function leak(ctx: Ctx) { return rows(ctx.db); }
       export async function kept(ctx: Ctx) { await authorize(ctx, need, 'absent'); return rows(ctx.db); }
       export const through = async (ctx: Ctx) => kept(ctx);
       export async function hangs(ctx: Ctx) { await transact(ctx.db, async (tx) => { await rows(ctx.db); }); }
       export const declared = declareWrite({ ready: (ctx: Ctx) => authorize(ctx), write: () => rows(ctx.db) });
       export const named = declareWrite({ ready: kept, write: leak });`,
    ),
  );

  it('tells a verb that asks, itself or through another, from one that does not', () => {
    const guarded = reaching(planted, new Set(['authorize']));
    expect(planted.map(({ name }) => [name, guarded.has(name)])).toEqual([
      ['leak', false],
      ['kept', true],
      ['through', true],
      ['hangs', false],
      ['declared', true],
      ['named', true],
    ]);
  });

  it('sees the outer handle inside a transaction', () => {
    const found = planted.filter(({ node }) => insidesOf(node).some((inside) => reads(inside, 'ctx.db')));
    expect(found.map(({ name }) => name)).toEqual(['hangs', 'declared']);
  });
});

describe('verbs', () => {
  it('are found at all', () => {
    expect(verbs.length).toBeGreaterThan(5);
  });

  it('ask for permission before they do anything, or stand on the list that says why not', () => {
    const roots = new Set(['authorize', 'authorizeOpenly', 'readScope', 'can', 'accountOwner']);
    const guarded = reaching(domainFunctions, roots);
    const open = verbs.filter(({ name }) => !guarded.has(name) && UNGUARDED[name] === undefined);
    expect(open.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });

  it('live in a file named after them, alone or beside a variant of the same', () => {
    const crowded = domainFiles.filter((file) => {
      const names = verbs.filter((verb) => verb.file === file).map(({ name }) => kebab(name));
      if (names.length < 2 || IN_COMPANY.includes(file)) return false;
      return names.length > 3 || !names.some((name) => name.includes(path.basename(file, '.ts')));
    });
    expect(crowded).toEqual([]);
  });

  it('leave an audit row in the transaction of every change', () => {
    const audited = reaching(domainFunctions, new Set(['audit']));
    const silent = domainFunctions.filter(({ node }) =>
      callsIn(node).some(
        ({ name, args }) =>
          name === 'transact' &&
          args[1] !== undefined &&
          !callsIn(args[1]).some((call) => audited.has(call.name)),
      ),
    );
    // A rehearsal is rolled back: nothing of it happens.
    expect(silent.map(({ name }) => name)).toEqual(['rehearse']);
  });

  it('never use the outer handle inside a transaction, which hangs the embedded database', () => {
    const hanging = domainFunctions.filter(({ node }) =>
      insidesOf(node).some((inside) => reads(inside, 'ctx.db', 'door.db')),
    );
    expect(hanging.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });
});

describe('transactions', () => {
  /** What looks at the outer handle to answer who may. */
  const roots = new Set([
    'can',
    'missingPermission',
    'authorize',
    'authorizeOpenly',
    'readScope',
    'whoCanGive',
  ]);
  const askingInside = (functions: readonly NamedFunction[]): string[] => {
    const asking = reaching(functions, roots);
    return functions
      .filter(({ node }) =>
        insidesOf(node).some((inside) => callsIn(inside).some((call) => asking.has(call.name))),
      )
      .map(({ file, name }) => `${file}: ${name}`);
  };

  it('never ask for permission inside, however deep, which hangs the embedded database', () => {
    expect(askingInside(domainFunctions)).toEqual([]);
  });

  it('are seen through: a planted one that asks two calls down is found', () => {
    const planted = parse(
      'lib/models/planted.ts',
      `export async function hangs(ctx: Ctx) { await transact(ctx.db, async (tx) => { await settle(tx, ctx); }); }
       async function settle(tx: Transaction, ctx: Ctx) { await requireMay(ctx); }
       async function requireMay(ctx: Ctx) { if (!(await can(ctx, need))) throw await refusal(ctx, need); }
       export const named = declareWrite({ ready: requireMay, write: settle });
       export const well = declareWrite({ ready: requireMay, write: rows });
       export async function fine(ctx: Ctx) { await requireMay(ctx); await transact(ctx.db, async (tx) => rows(tx)); }`,
    );
    expect(askingInside(functionsOf(planted))).toEqual([
      'lib/models/planted.ts: hangs',
      'lib/models/planted.ts: named',
    ]);
  });
});

describe('moves of power', () => {
  /** Tables that say who may do what, what opens an account, and what people give to by name. */
  const POWER =
    /\.(insert|update|delete)\((users|teams|teamMemberships|roles|rolePermissions|roleAssignments|tokens|projects)\)/;
  /** Queries that write them and move none, each with the reason. */
  const MOVE_NONE: Readonly<Record<string, string>> = {
    describeUser: 'the full name only',
    describeProject: 'description and commit address only',
    upgradePasswordHash: 'a stronger hash of the same password, at a sign-in with it',
    raiseCredentialEpoch: 'ends client tokens and opens nothing; others’ only within a move',
    touchToken: 'the time of last use',
    revokeTokenRow: 'one’s own at any time; others’ only within a move',
    insertModelRole: 'what somebody makes is theirs to edit; nobody else gains',
    softDeleteModel: 'what was given on one model goes with the model',
    insertWords: 'a part of two queries that take the lock',
  };
  /** Who takes the lock without a recent sign-in, each with the reason. */
  const WITHOUT_SIGN_IN: Readonly<Record<string, string>> = {
    inMove: 'the frame of declared writes, which asks for it',
    createFirstAdministrator: 'nobody can sign in yet',
    changePassword: 'asks for the present password',
    deleteModel: 'everyday work: what was given on the model goes with it',
  };
  const queries = filesBelow('db/queries').flatMap((file) => functionsOf(parse(file)));
  const writersIn = (functions: readonly NamedFunction[]) =>
    functions.filter(({ node }) => POWER.test(node.getText()));

  it('are written by queries that take the locked transaction of a move and no other', () => {
    const writers = writersIn(queries);
    expect(writers.length).toBeGreaterThan(20);
    const open = writers.filter(
      ({ name, parameters }) => parameters[0] !== 'PowerTransaction' && MOVE_NONE[name] === undefined,
    );
    expect(open.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
    const stale = Object.keys(MOVE_NONE).filter((name) => !writers.some((writer) => writer.name === name));
    expect(stale).toEqual([]);
  });

  it('ask for a recent sign-in, or stand on the list that says why not', () => {
    const locking = domainFunctions.filter(({ node }) =>
      callsIn(node).some(({ name }) => name === 'lockGrants'),
    );
    expect(locking.map(({ name }) => name).sort()).toEqual(Object.keys(WITHOUT_SIGN_IN).sort());
    const casts = allFiles().filter((file) => /as (unknown as )?PowerTransaction\b/.test(parse(file).text));
    expect(casts).toEqual(['db/queries/administrators.ts']);
  });

  it('are each tried with an old session and by somebody who holds too little', () => {
    const tried = new Set(importsOf(parse('lib/roles/power-moves.db.test.ts'), /^(\.|@\/lib)\//));
    const movers = verbs.filter(({ node }) => movesPower(node));
    expect(movers.length).toBeGreaterThan(20);
    expect(movers.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
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
    // submitEditor is submit for a form with rows.
    const roots = new Set(['submit', 'submitEditor', 'attempt', 'checkOrigin']);
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

describe('path parameters', () => {
  it('are decoded where a page is rendered, and never where Next has decoded them', () => {
    const given = filesBelow('app')
      .flatMap((file) => functionsOf(parse(file)))
      .filter(({ node }) => /^Promise<(Metadata|Response)>$/.test(returned(node)));
    expect(given.length).toBeGreaterThan(20);
    const twice = given.filter(({ node }) =>
      callsIn(node).some(({ name }) => ['names', 'addressOf', 'decodeURIComponent'].includes(name)),
    );
    expect(twice.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });

  const returned = (node: ts.Node): string =>
    ts.isFunctionLike(node) ? (node.type?.getText().replaceAll(/\s/g, '') ?? '') : '';
});

describe('the repository', () => {
  const sources = allFiles();

  it('opens databases in few places', () => {
    const raw = sources
      .filter((file) => !isTest(file) && !matches(RAW_HANDLE, file))
      .filter((file) => /\b(openServer|openEmbedded)\(|runtime\(\)\.database/.test(parse(file).text));
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

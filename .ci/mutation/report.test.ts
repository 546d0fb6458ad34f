import { describe, expect, it } from 'vitest';
import { changedFiles } from './changed';
import { isAbout, mutantIdsOf, nearestTests, spreadStatic } from './coverage';
import { complaints, type FileReport, type Mutant, merged, scoreOf } from './report';

const mutant = (line: string): Mutant => ({
  line,
  mutator: 'ConditionalExpression',
  original: 'a > b',
  replacement: 'true',
});
const measured = (killed: number, ...reasons: string[]): FileReport => ({
  part: 'access',
  sha256: 'old',
  killed,
  survivors: reasons.map((reason, n) => ({ ...mutant(`if (${n}) return;`), reason })),
});
const facts = { partOf: () => 'access', digest: () => 'new', isThere: (file: string) => file !== 'gone.ts' };
const floor = () => 90;

describe('the report of the mutation tests', () => {
  it('complains of a survivor that nobody has given a reason', () => {
    const found = [{ file: 'a.ts', killed: 99, survived: [mutant('if (a > b) return;')] }];
    const after = merged({ files: {} }, found, facts);
    expect(complaints({ files: {} }, after, ['a.ts'], floor)).toEqual([
      'a.ts: no test fails with `true` for `a > b` in: if (a > b) return;',
    ]);
  });

  it('keeps the reason of a survivor whose line has moved, to another file too', () => {
    const before = { files: { 'gone.ts': measured(9, 'the same') } };
    const found = [{ file: 'a.ts', killed: 9, survived: [mutant('if (0) return;')] }];
    const after = merged(before, found, facts);
    expect(after.files).toEqual({ 'a.ts': { ...measured(9, 'the same'), sha256: 'new' } });
    expect(complaints(before, after, ['a.ts'], floor)).toEqual([]);
  });

  it('forgets the reason when the line is another one', () => {
    const before = { files: { 'a.ts': measured(9, 'the same') } };
    const after = merged(before, [{ file: 'a.ts', killed: 9, survived: [mutant('if (x) {')] }], facts);
    expect(complaints(before, after, ['a.ts'], floor)).toHaveLength(1);
  });

  it('complains of a file that falls below its floor, and of one that was below and falls further', () => {
    const after = { files: { 'a.ts': measured(8, 'x', 'x'), 'b.ts': measured(8, 'x', 'x') } };
    const before = { files: { 'b.ts': measured(7, 'x', 'x', 'x') } };
    expect(complaints(before, after, ['a.ts', 'b.ts'], floor)).toEqual([
      'a.ts: 80.0 % of its mutants are found, below 90.0 %.',
    ]);
    expect(complaints(after, before, ['b.ts'], floor)).toEqual([
      'b.ts: 70.0 % of its mutants are found, below 80.0 %.',
    ]);
  });

  it('leaves what was not measured as it was', () => {
    const before = { files: { 'b.ts': measured(7, 'x') } };
    const after = merged(before, [{ file: 'a.ts', killed: 1, survived: [] }], facts);
    expect(after.files['b.ts']).toEqual(before.files['b.ts']);
    expect(complaints({ files: {} }, after, ['a.ts'], floor)).toEqual([]);
  });

  it('scores over all mutants, not over files', () => {
    expect(scoreOf([measured(98), measured(0, 'x', 'x')])).toBe(98);
    expect(scoreOf([])).toBe(100);
  });
});

describe('a run over what has changed', () => {
  const file = (name: string, lines: number, part = 'access') => ({ file: name, lines, part });

  it('takes the smaller files while they fit, and names those that it leaves', () => {
    const report = { files: { 'big.ts': measured(90, 'x'), 'small.ts': measured(9, 'x') } };
    const files = [file('big.ts', 1), file('fresh.ts', 100), file('small.ts', 1)];
    expect(changedFiles(files, report, 80)).toEqual({
      files: ['small.ts', 'fresh.ts'],
      left: ['big.ts'],
      unmeasured: [],
    });
  });

  it('takes nothing new of a part of which most files were never measured, and says so', () => {
    const report = { files: { 'big.ts': measured(9, 'x'), 'one.ts': { ...measured(9), part: 'dialects' } } };
    const files = [
      file('one.ts', 1, 'dialects'),
      file('two.ts', 1, 'dialects'),
      file('fresh.ts', 1, 'cursors'),
    ];
    expect(changedFiles(files, report, 80)).toEqual({
      files: ['one.ts'],
      left: [],
      unmeasured: ['dialects', 'cursors'],
    });
  });

  it('takes the same of the same sources, in whatever order they come', () => {
    const files = [file('b.ts', 10), file('a.ts', 10), file('c.ts', 10)];
    const names = ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts'];
    const report = { files: Object.fromEntries(names.map((name) => [name, measured(9)])) };
    expect(changedFiles(files, report, 15)).toEqual(changedFiles(files.toReversed(), report, 15));
    expect(changedFiles(files, report, 15).files).toEqual(['a.ts']);
  });
});

describe('a mutant that takes effect while its module is read', () => {
  it('is tried by the tests that run something of that module', () => {
    const perTest = { one: { '1': 1 }, two: { '3': 2 } };
    const spread = spreadStatic({ static: { '0': 1, '2': 1 }, perTest }, [
      { all: ['0', '1'], ofModule: [] },
      { all: ['2', '3'], ofModule: [] },
    ]);
    expect(spread).toEqual({
      isStatic: ['0', '2'],
      coverage: { static: {}, perTest: { one: { '1': 1, '0': 1 }, two: { '3': 2, '2': 1 } } },
    });
  });

  it('is tried by all tests where none runs anything of its module', () => {
    const mutants = [
      { all: ['0'], ofModule: [] },
      { all: ['1'], ofModule: [] },
    ];
    const { coverage } = spreadStatic({ static: { '0': 1 }, perTest: { one: { '1': 1 } } }, mutants);
    expect(coverage).toEqual({ static: { '0': 1 }, perTest: { one: { '1': 1 } } });
  });

  it('is one that no function holds, also where a test was the first to read the module', () => {
    const asks = (id: string, other: string, own: string) => `stryMutAct_9f("${id}") ? ${other} : ${own}`;
    const text = [
      'function stryMutAct_9f(id: string): boolean { return ns.activeMutant === id; }',
      `const WORDS = ${asks('0', '[]', `['open', ${asks('1', "''", "'shut'")}]`)};`,
      `export const isWord = ${asks('2', '() => undefined', `(text: string) => ${asks('3', 'true', 'WORDS.includes(text)')}`)};`,
      `export function isOpen(): boolean { if (${asks('4', 'false', 'hour > 7')}) return true; return false; }`,
    ].join('\n');
    const mutants = mutantIdsOf('words.ts', text);
    expect(mutants).toEqual({ all: ['0', '1', '2', '3', '4'], ofModule: ['0', '1', '2'] });

    const perTest = { first: { '0': 1, '1': 1, '2': 1, '3': 2 }, second: { '3': 1 }, other: { '9': 1 } };
    const { coverage, isStatic } = spreadStatic({ static: {}, perTest }, [mutants]);
    expect(isStatic.toSorted()).toEqual(['0', '1', '2']);
    expect(coverage.static).toEqual({});
    expect(Object.keys(coverage.perTest['second'] ?? {}).toSorted()).toEqual(['0', '1', '2', '3']);
    expect(coverage.perTest['other']).toEqual({ '9': 1 });
  });
});

describe('a test is about a source', () => {
  const isAboutRole = isAbout('lib/roles/create-role.ts');

  it.each([
    'lib/roles/create-role.test.ts#works',
    'lib/roles/roles.db.test.ts#createRole refuses a taken name',
    'lib/writes/declarations.db.test.ts#declared writes createRole is refused to whom it should be',
  ])('by its file or by its name: %s', (test) => {
    expect(isAboutRole(test)).toBe(true);
  });

  it.each(['lib/roles/roles.db.test.ts#updateRole works', 'lib/roles/x.test.ts#createRoleIn works'])(
    'and not because of another one: %s',
    (test) => {
      expect(isAboutRole(test)).toBe(false);
    },
  );

  it('and is tried however many others of its file are tried as well', () => {
    const tests = Array.from({ length: 40 }, (_, n) => `a.test.ts#${n}`);
    const perTest = Object.fromEntries([...tests, 'a.test.ts#createRole'].map((test) => [test, { '0': 1 }]));
    const { perTest: near } = nearestTests(
      { static: {}, perTest },
      ['lib/roles/create-role.ts'],
      [['0']],
      ['a.test.ts'],
    );
    expect(Object.keys(near)).toContain('a.test.ts#createRole');
    expect(Object.keys(near).length).toBeLessThan(40);
  });
});

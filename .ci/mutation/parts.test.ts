import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MUTATION_PARTS, sourcesOf, testsBeside, testsOf } from './parts';

const root = path.resolve(import.meta.dirname, '../..');

describe('the parts of the mutation tests', () => {
  it.each(MUTATION_PARTS.map((part) => [part.name, part] as const))(
    '%s: each of its places holds sources, and its tests are there',
    (_, part) => {
      const [sources, tests] = [sourcesOf(root, part), testsOf(root, part)];
      expect(sources.filter((file) => !/^lib\/.+\.tsx?$/.test(file) || /\.test\./.test(file))).toEqual([]);
      expect(tests.filter((file) => !/\.test\.tsx?$/.test(file))).toEqual([]);
      expect(sources.length * tests.length).toBeGreaterThan(0);
    },
  );

  it('take each file once', () => {
    const all = MUTATION_PARTS.flatMap((part) => sourcesOf(root, part));
    expect(all.filter((file, n) => all.indexOf(file) !== n)).toEqual([]);
  });

  it('hold every file that declares a write', () => {
    const held = new Set(MUTATION_PARTS.flatMap((part) => sourcesOf(root, part)));
    const declaring = { name: 'planted', sources: [{ declaringBelow: 'lib/' }], tests: [], floor: 90 };
    const all = sourcesOf(root, declaring).filter((file) => !file.startsWith('lib/testing/'));
    expect(all.length).toBeGreaterThan(90);
    expect(all.filter((file) => !held.has(file))).toEqual([]);
  });

  it('know which tests lie beside a source: those of its domain, or all where there are none', () => {
    const tests = ['lib/teams/teams.db.test.ts', 'lib/wire/v1/a.test.ts', 'lib/wire/mlte/b.test.ts'];
    expect(testsBeside(['lib/teams/team.ts'], tests)).toEqual([tests[0]]);
    expect(testsBeside(['lib/wire/v1/dialect.ts', 'lib/teams/x/y.ts'], tests)).toEqual(tests.slice(0, 2));
    expect(testsBeside(['lib/roles/role.ts'], tests)).toEqual(tests);
  });

  it.each([
    ['a folder', 'lib/no-such-folder/'],
    ['a file', 'lib/access/no-such-file.ts'],
    ['declared writes', { declaringBelow: 'lib/core/' }],
  ])('fail with a sentence where %s is not where the table says', (_, place) => {
    const part = { name: 'planted', sources: ['lib/access/', place], tests: ['lib/access/'], floor: 90 };
    expect(() => sourcesOf(root, part)).toThrow(
      /^The part planted of the mutation tests names lib\/.+ no file/,
    );
  });

  it('fail with a sentence where a folder of tests holds none', () => {
    const part = { name: 'planted', sources: ['lib/access/'], tests: ['docs/'], floor: 90 };
    expect(() => testsOf(root, part)).toThrow('names docs/');
  });
});

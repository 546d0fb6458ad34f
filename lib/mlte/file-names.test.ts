import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathProblem } from '@/lib/archives/entry-path';
import { LIMITS } from '@/lib/archives/limits';
import { nameKey, nameProblem } from '@/lib/core/name';
import { FileNames, fromFileName, isFileNameOf } from './file-names';

const nasty = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
    fc.string({
      unit: fc.constantFrom(...'aA_/.~-:*?\\<>|" é', 'ß', 'ẞ', 'Ａ', '\u{FFFD}', '🦉'),
      minLength: 1,
      maxLength: 250,
    }),
    fc.constantFrom(
      'CON',
      'con.x',
      'nul',
      'Com1',
      'lpt9.a',
      'aux',
      '._x',
      'a.',
      'a___b',
      'a/b',
      '~0123456789ab',
    ),
  )
  .filter((name) => nameProblem(name, 'x', 'free') === null);

describe('file names of a folder', () => {
  it('are never the same to a file system that folds case and width, and every one says whose it is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(nasty, { maxLength: 30 }), (names) => {
        const folder = new FileNames();
        const files = names.map((name) => folder.give(name, '.json'));
        expect(new Set(files.map(nameKey)).size).toBe(names.length);
        for (const [n, file] of files.entries()) {
          expect(pathProblem(`models/${file}`, LIMITS)).toBeNull();
          expect(Buffer.byteLength(file)).toBeLessThanOrEqual(240);
          expect(file).not.toMatch(/[<>:"\\|?*/]/);
          const own = fromFileName(file.slice(0, -5));
          for (const [m, name] of names.entries()) if (m === n) expect(isFileNameOf(own, name)).toBe(true);
        }
      }),
    );
  });

  it('stay as MLTE writes them wherever that is safe', () => {
    const folder = new FileNames();
    expect(folder.give('evidence.a/b', '.json')).toBe('evidence.a___b.json');
    expect(folder.give('Rotkehlchen Ω', '')).toBe('Rotkehlchen Ω');
  });

  it('keep a readable beginning where they must be others', () => {
    const folder = new FileNames();
    const [first, second] = [folder.give('Model'), folder.give('model')];
    expect([first, second]).toEqual(['Model', expect.stringMatching(/^model~[0-9a-f]{12}$/)]);
    expect(folder.give('CON', '.json')).toMatch(/^CON~[0-9a-f]{12}\.json$/);
    expect(folder.give('1.', '')).toMatch(/^1\.~/);
    expect(folder.give('x'.repeat(255), '.json').length).toBeLessThan(150);
  });

  it('of an escaped name are not taken for another object of a like name', () => {
    const file = new FileNames().give('a:b');
    expect(isFileNameOf(file, 'a:b')).toBe(true);
    expect(isFileNameOf(file, 'a?b')).toBe(false);
    expect(isFileNameOf('a_b~000000000000', 'a:b')).toBe(false);
  });
});

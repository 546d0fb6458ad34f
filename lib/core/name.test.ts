import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkName, nameKey, nameProblem } from './name';

describe('nameProblem', () => {
  it.each([
    ['', 'must not be empty'],
    ['a'.repeat(256), '255 bytes'],
    ['é'.repeat(128), '255 bytes'],
    ['tab\there', 'control'],
    ['nul\u0000', 'control'],
    ['zero\u200bwidth', 'control'],
    ['bidi\u202eover', 'control'],
    ['lone\ud800', 'control'],
    ['tag\u{e0041}', 'control'],
    ['e\u0301', 'normalisation form C'],
    [' aria', 'begin or end'],
    ['aria\u00a0', 'begin or end'],
    ['.', "'.'"],
    ['..', "'..'"],
    ['a/b', '/ ? # %'],
    ['a?b', '/ ? # %'],
    ['100%', '/ ? # %'],
  ])('refuses %j', (name, reason) => {
    expect(nameProblem(name, 'Team name', 'path')).toContain(reason);
  });

  it.each(['aria', 'Straße 7', 'モデル', '...', 'a-b--c', 'é'.repeat(127)])('accepts %j', (name) => {
    expect(nameProblem(name, 'Team name', 'path')).toBeNull();
  });

  it('lets a model hold a slash but not the three dashes that stand for one', () => {
    expect(nameProblem('org/model', 'Model name', 'free')).toBeNull();
    expect(nameProblem('org---model', 'Model name', 'free')).toContain('---');
  });

  it('accepts nothing that an address could not carry back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        if (nameProblem(name, 'Name', 'path') !== null) return;
        const path = new URL(`http://a/x/${encodeURIComponent(name)}/y`).pathname;
        expect(path.split('/').map(decodeURIComponent)[2]).toBe(name);
      }),
    );
  });

  it('names the field and the value when it throws', () => {
    expect(() => checkName('a/b', 'team name', 'path', 'name')).toThrow(
      expect.objectContaining({
        code: 'invalid',
        issues: [expect.objectContaining({ path: 'name', value: 'a/b' })],
      }),
    );
  });
});

describe('nameKey', () => {
  it.each([
    ['Aria', 'ARIA'],
    ['Ａria', 'aria'],
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'strasse'],
    ['ﬁle', 'FILE'],
    ['Ⅷ', 'viii'],
  ])('holds %j and %j for the same', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it('is its own key for every single code point', () => {
    const unsettled: string[] = [];
    for (let point = 0; point < 0x110000; point += 1) {
      const key = nameKey(String.fromCodePoint(point));
      if (nameKey(key) !== key) unsettled.push(point.toString(16));
    }
    expect(unsettled).toEqual([]);
  });

  it('is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => nameKey(nameKey(name)) === nameKey(name)),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newToken, SECRET_KINDS, tokenKindOf } from './token-form';

const kinds = fc.constantFrom(...SECRET_KINDS);

describe('newToken', () => {
  it('makes texts that are told apart from every text with one character changed', () => {
    fc.assert(
      fc.property(kinds, fc.nat(), fc.constantFrom(...'0aZ_-'), (kind, at, other) => {
        const { text, prefix } = newToken(kind);
        expect(tokenKindOf(text)).toBe(kind);
        expect(text.startsWith(prefix)).toBe(true);
        const place = at % text.length;
        const changed = text.slice(0, place) + other + text.slice(place + 1);
        if (changed !== text) expect(tokenKindOf(changed)).toBeNull();
      }),
    );
  });

  it('makes secrets that no change of the kind turns into another one', () => {
    fc.assert(
      fc.property(kinds, kinds, (kind, other) => {
        fc.pre(kind !== other);
        const { text } = newToken(kind);
        expect(tokenKindOf(text.replace(`assay_${kind}_`, `assay_${other}_`))).toBeNull();
      }),
    );
  });

  it('is found in no other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), kinds, (noise, kind) => {
        expect(tokenKindOf(noise)).toBeNull();
        const { text } = newToken(kind);
        for (const around of [`${noise}${text}`, `${text}${noise}`, `${text}\n`])
          if (around !== text) expect(tokenKindOf(around)).toBeNull();
      }),
    );
  });
});

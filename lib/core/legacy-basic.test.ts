import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLegacyPairs } from './legacy-basic';
import { nameProblem } from './name';

const user = fc
  .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abcÄ@ .-_9') })
  .filter((name) => nameProblem(name, 'user', 'path') === null);
const network = fc
  .tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 }))
  .map(([address, prefix]) => `${address}/${prefix}`);

describe('pairs of user and network', () => {
  it('are read as they were written, whatever spaces stand around the commas', () => {
    const list = fc.array(fc.record({ user, network }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(list, fc.constantFrom(',', ', ', ' ,  '), (pairs, comma) => {
        const text = pairs.map((pair) => `${pair.user}@${pair.network}`).join(comma);
        expect(readLegacyPairs(text)).toEqual(pairs);
      }),
    );
  });

  it('never throw, and never let anybody in whom nobody named', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const read = readLegacyPairs(text);
        if (typeof read === 'string') return;
        for (const pair of read) expect(text).toContain(`${pair.user}@${pair.network}`);
      }),
    );
  });

  it.each([
    'everybody',
    'aria@',
    '@10.0.0.0/8',
    'aria@10.0.0.0',
    'aria@0.0.0.0/0',
    'a/b@10.0.0.0/8',
    'aria@10.0.0.0/8,',
  ])('are not %j, which is said in words', (text) => {
    expect(readLegacyPairs(text)).toEqual(expect.any(String));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besideFields, judgementsIn, keyOfCase } from './judgements';

const form = (fields: Record<string, string>) => new Map(Object.entries(fields));
const [a, b, c] = ['a', 'b', 'c'].map(keyOfCase);

describe('judgementsIn', () => {
  it('takes a verdict and a reason of a case before those for all, and leaves open what is left open', () => {
    const fields = form({
      verdict: 'Success',
      message: 'As it should be',
      [`verdict.${a}`]: 'Failure',
      [`message.${a}`]: 'Too dark',
      [`message.${b}`]: '',
      [`verdict.${c}`]: 'open',
      [`message.${c}`]: '',
    });
    expect(judgementsIn(fields)).toEqual([
      { testCase: 'a', type: 'Failure', message: 'Too dark' },
      { testCase: 'b', type: 'Success', message: 'As it should be' },
    ]);
  });

  it('is nothing where nobody judged', () => {
    expect(judgementsIn(form({ verdict: 'open', message: 'x', [`message.${a}`]: ' ' }))).toEqual([]);
    expect(judgementsIn(form({ verdict: 'Maybe', message: '', [`message.${a}`]: '' }))).toEqual([]);
  });

  it('asks for the verdict where there is a reason', () => {
    expect(() => judgementsIn(form({ verdict: 'open', message: '', [`message.${a}`]: 'Too dark' }))).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: `message.${a}` })] }),
    );
  });

  it('carries any id, and brings complaints back to its field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        const key = keyOfCase(id);
        expect(key).toMatch(/^[\w-]*$/);
        const judgements = judgementsIn(form({ [`verdict.${key}`]: 'Success', [`message.${key}`]: 'x' }));
        expect(judgements).toMatchObject([{ testCase: id }]);
        const issue = { path: 'judgements.0.message', message: 'No.' };
        expect(besideFields([issue], judgements)).toEqual([{ path: `message.${key}`, message: 'No.' }]);
      }),
    );
    expect(besideFields([{ path: 'judgements', message: 'None.' }], [])).toEqual([
      { path: 'judgements', message: 'None.' },
    ]);
  });
});

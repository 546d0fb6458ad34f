import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactValue, ofStrictJson, plainValue, strictText, toStrictJson } from './exact-json';
import {
  ExactNumber,
  exactText,
  isNumber,
  numberWords,
  ofStoredForm,
  roundedNumber,
  storedForm,
} from './exact-number';
import { canonicalJson } from './same-json';

const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`));
/** Numbers as JSON and Python write them, most of which a double would not give back. */
const number = fc.oneof(
  fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '86400.0', '9007199254740993', '1e400', '0.0000001'),
  fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.oneof(
        fc.constant('0'),
        digits(0, 30).map((rest) => `7${rest}`),
      ),
      fc.oneof(
        fc.constant(''),
        digits(1, 20).map((rest) => `.${rest}`),
      ),
      fc.constantFrom('', '', 'e5', 'E-12', 'e+30'),
    )
    .map((parts) => parts.join('')),
);
const key = fc.oneof(
  fc.constantFrom('nonFinite', 'exactNumber', '__proto__', 'a', 'key'),
  fc.string({ maxLength: 4, unit: 'grapheme' }).filter((text) => !/[\0\ud800-\udfff]/.test(text)),
);
const scalar = fc.oneof(
  number,
  number.map((text) => JSON.stringify(text)),
  fc.constantFrom('null', 'true', '"NaN"', '"\\u00e9"', '"text"'),
);
/** JSON texts in Python's form. */
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('text'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
    fc
      .uniqueArray(fc.tuple(key, tie('text')), { maxLength: 3, selector: ([name]) => name })
      .map((members) => `{${members.map(([name, each]) => `${JSON.stringify(name)}:${each}`).join(',')}}`),
  ),
}));
const compact = (json: string) => exactText(exactValue(json));

describe('exact JSON', () => {
  it('writes every number as it was read, beside everything else', () => {
    fc.assert(
      fc.property(text, (json) => {
        // Escapes of texts are the engine's: what is read once is written the same for ever.
        expect(exactText(exactValue(compact(json)))).toBe(compact(json));
        expect(
          compact(json)
            .match(/"(?:[^"\\]|\\.)*"|[^"]+/g)
            ?.filter((part) => !part.startsWith('"')),
        ).toEqual(json.match(/"(?:[^"\\]|\\.)*"|[^"]+/g)?.filter((part) => !part.startsWith('"')));
      }),
    );
  });

  it('is strict JSON in the native API, and comes back to the character', () => {
    fc.assert(
      fc.property(text, (json) => {
        const strict = toStrictJson(json);
        expect(() => JSON.parse(strict)).not.toThrow();
        expect(ofStrictJson(strict, 'body')).toBe(json);
        expect(exactText(exactValue(ofStrictJson(strictText(exactValue(json)), 'body')))).toBe(compact(json));
      }),
    );
  });

  it('lies in a projection as plain objects, and comes back to the digit', () => {
    fc.assert(
      fc.property(text, (json) => {
        const stored: unknown = JSON.parse(JSON.stringify(storedForm(exactValue(json))));
        expect(exactText(ofStoredForm(stored))).toBe(compact(json));
      }),
    );
  });

  it('has one canonical form for what says the same, and another for every other number', () => {
    fc.assert(
      fc.property(text, number, number, (json, one, other) => {
        expect(canonicalJson(exactValue(json))).toBe(canonicalJson(exactValue(compact(json))));
        expect(canonicalJson(exactValue(one)) === canonicalJson(exactValue(other))).toBe(one === other);
      }),
    );
    expect(canonicalJson(exactValue('{"b":NaN,"a":1.0}'))).toBe(
      canonicalJson(exactValue('{"a":1.0,"b":NaN}')),
    );
    expect(canonicalJson(exactValue('NaN'))).not.toBe(canonicalJson('NaN'));
  });

  it('gives plain numbers to who reckons with them, and never a text', () => {
    fc.assert(
      fc.property(number, (json) => {
        expect(plainValue(json)).toBe(Number(json));
        const exact = exactValue(json);
        expect(isNumber(exact) && roundedNumber(exact)).toBe(Number(json));
        expect(exact instanceof ExactNumber).toBe(
          json === 'NaN' || String(Number(json)) !== json || /Inf/.test(json),
        );
      }),
    );
  });

  it('says of what is no number that it is none', () => {
    expect(
      ['NaN', '-Infinity', '86400.0'].map((each) => numberWords(exactValue(each) as ExactNumber)),
    ).toEqual(['not a number (NaN)', 'not a number (-Infinity)', '86400.0']);
  });

  it.each([
    ['{"lr":NaN}', 'body.lr: NaN is no JSON. Write {"nonFinite": "NaN"}.'],
    ['[0,{"a":-Infinity}]', 'body.1.a: -Infinity is no JSON. Write {"nonFinite": "-Infinity"}.'],
    ['{"a":{"nonFinite":"nan"}}', 'body.a.nonFinite: must be NaN, Infinity, -Infinity, not "nan".'],
    ['{"a":{"nonFinite":5}}', 'body.a.nonFinite: must be NaN, Infinity, -Infinity, not 5.'],
  ])('refuses %s in strict JSON, naming field and value', (json, message) => {
    expect(() => ofStrictJson(json, 'body')).toThrow(message);
  });

  it('takes no word for a number that only begins like one', () => {
    for (const json of ['Nan', 'Inf', '-Inf', 'NaNs', '+Infinity', '[-NaN]', 'nan'])
      expect(() => exactValue(`[${json}]`), json).toThrow();
  });
});

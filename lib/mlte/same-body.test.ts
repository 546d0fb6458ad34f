import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameBody } from './same-body';

describe('sameBody', () => {
  it('looks through the layout and the order of members', () => {
    expect(sameBody('{"a": [1, "x"], "b": null}', '{\n  "b":null,"a":[1,"\\u0078"]}')).toBe(true);
  });

  it.each([
    ['a number beyond 2^53', '{"n":9007199254740993}', '{"n":9007199254740992}'],
    ['the order of items', '[1,2]', '[2,1]'],
    ['a member more', '{"a":1}', '{"a":1,"b":null}'],
    ['a member less', '{"a":1,"b":null}', '{"a":1}'],
    ['null and an empty text', '{"a":null}', '{"a":""}'],
    ['a name that objects inherit', '{"__proto__":1}', '{"constructor":1}'],
  ])('sees a difference in %s', (_label, one, other) => {
    expect(sameBody(one, other)).toBe(false);
  });

  it('finds any value the same as itself laid out otherwise', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(sameBody(JSON.stringify(value), JSON.stringify(value, null, 4))).toBe(true);
      }),
    );
  });
});

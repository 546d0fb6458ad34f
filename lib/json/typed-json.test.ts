import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonOfTyped, listOfTyped, typedOfJson, typedOfList } from './typed-json';

const jsonOf = (typed: string) => {
  const made = jsonOfTyped(typed);
  return made.ok ? made.json : made.why;
};

describe('values as people type them', () => {
  it.each([
    ['0.950', '0.950'],
    ['9007199254740993', '9007199254740993'],
    ['true', 'true'],
    [' null ', 'null'],
    ['m/s', '"m/s"'],
    ['"5"', '"5"'],
    ['0,95', '"0,95"'],
    ['', '""'],
    ['{"avg": 1.20}', '{"avg": 1.20}'],
  ])('%j is %s', (typed, json) => {
    expect(jsonOf(typed)).toBe(json);
  });

  it('does not take broken JSON for text', () => {
    expect(jsonOf('{"a": 1,}')).toMatch(/not valid JSON at character 9.*double quotes/);
    expect(jsonOf('[sic]')).toContain('double quotes');
    expect(jsonOf('{"a":1,"a":2}')).toContain('"a" twice');
    expect(listOfTyped('1\n{"a":')).toMatchObject({ ok: false, why: expect.stringMatching(/^Line 2: /) });
    expect(listOfTyped('[1, 2')).toMatchObject({ ok: false });
  });

  it('takes a list a line each, or as one', () => {
    expect(listOfTyped('1\n\n 2.50 \nsmall\n"3"\n')).toEqual({ ok: true, json: '[1, 2.50, "small", "3"]' });
    expect(listOfTyped(' [1, [2]] ')).toEqual({ ok: true, json: '[1, [2]]' });
    expect(listOfTyped(' \n')).toEqual({ ok: true, json: '[]' });
  });

  it('comes back as it was stored, whatever it was', () => {
    const value = fc.jsonValue().filter((each) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(each)));
    fc.assert(
      fc.property(value, fc.array(value), (one, many) => {
        const [json, list] = [JSON.stringify(one), JSON.stringify(many)];
        expect(jsonOf(typedOfJson(json))).toBe(json);
        const back = listOfTyped(typedOfList(list));
        expect(back.ok && JSON.parse(back.json)).toEqual(JSON.parse(list));
      }),
    );
  });
});

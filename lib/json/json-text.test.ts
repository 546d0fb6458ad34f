import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JSON_LIMITS } from './json-scan';
import { JsonText, spliceText } from './json-text';

const refusal = (text: string): string => {
  try {
    new JsonText(text);
    return '';
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid' });
    return (error as Error).message;
  }
};

const clean = fc
  .json({ maxDepth: 6, stringUnit: 'binary' })
  .filter((text) => !/\\u0000/.test(text) && !/\\ud[89a-f]/i.test(JSON.stringify(JSON.parse(text))));

/** All values of a parsed document with their paths. */
function* everything(
  value: unknown,
  path: (string | number)[] = [],
): Generator<[(string | number)[], unknown]> {
  yield [path, value];
  if (Array.isArray(value)) for (const [n, item] of value.entries()) yield* everything(item, [...path, n]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) yield* everything(item, [...path, key]);
}

describe('JsonText', () => {
  it('finds at every path the text that parses to what JSON.parse finds there', () => {
    fc.assert(
      fc.property(clean, fc.constantFrom('', ' ', '\n\t'), (json, space) => {
        const parsed: unknown = JSON.parse(json);
        const text = space + JSON.stringify(parsed, null, space) + space;
        const scanned = new JsonText(text);
        for (const [path, value] of everything(parsed)) {
          const node = scanned.find(path);
          expect(node).not.toBeNull();
          expect(JSON.stringify(scanned.value(node ?? 0))).toBe(JSON.stringify(value));
        }
      }),
    );
  });

  it("takes and refuses exactly what JSON.parse does, its own limits and Python's NaN apart", () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '"b"', '"\\n"', '"\\x"', '0', '-1.5e3', '01', '1.', '-', '+1'],
      ...['true', 'nul', 'null', ' ', '\n', '\u00a0', '"', "'", 'NaN', '"\u0001"'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
        const text = parts.join('');
        let parses = true;
        try {
          JSON.parse(parts.map((part) => (part === 'NaN' ? 'null' : part)).join(''));
        } catch {
          parses = false;
        }
        const said = refusal(text);
        if (!said.includes('twice')) expect(said === '').toBe(parses);
      }),
      { numRuns: 5_000 },
    );
  });

  it('changes nothing but what it splices', () => {
    const text = '{ "a" : 1.0e0 ,\n "big": 9007199254740993,\n "list": [ {}, { "b": null } ]\n}';
    const scanned = new JsonText(text);
    const at = (...path: (string | number)[]) => scanned.find(path) ?? -1;
    const spliced = spliceText(text, [
      scanned.adding(at('list', 1), [['c', '"x"']]),
      scanned.adding(at('list', 0), [
        ['d', '1'],
        ['e', '2'],
      ]),
      { ...scanned.span(at('list', 1, 'b')), text: '"id"' },
      scanned.adding(0, [['z', '[]']]),
    ]);
    expect(spliced).toBe(
      '{ "a" : 1.0e0 ,\n "big": 9007199254740993,\n "list": [ {"d": 1, "e": 2}, { "b": "id", "c": "x" } ], "z": []\n}',
    );
    expect(scanned.slice(at('big'))).toBe('9007199254740993');
  });

  it('refuses what the store cannot hold, each with a sentence', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const names = (n: number) => `{${Array.from({ length: n }, (_, i) => `"${i}":0`).join()}}`;
    const items = (n: number) => `[${Array.from({ length: n }, () => '0').join()}]`;
    expect(refusal(nested(JSON_LIMITS.depth))).toBe('');
    expect(refusal(nested(JSON_LIMITS.depth + 1))).toContain('deeper than 64');
    expect(refusal(nested(200_000))).toContain('deeper than 64');
    expect(refusal(names(JSON_LIMITS.keys))).toBe('');
    expect(refusal(names(JSON_LIMITS.keys + 1))).toContain('more than 250000 names');
    expect(refusal(items(JSON_LIMITS.items))).toBe('');
    expect(refusal(items(JSON_LIMITS.items + 1))).toContain('more than 100000 items');
    expect(refusal(`[${Array.from({ length: 11 }, () => items(JSON_LIMITS.items)).join()}]`)).toContain(
      'more than 1000000 values',
    );
    expect(refusal('{"a":1,"\\u0061":2}')).toContain('"a" twice');
    expect(refusal('{"a\\u0000":1}')).toContain('NUL');
    expect(refusal('["\\ud800"]')).toContain('surrogate');
    expect(refusal('["\ud83d\\ude00"]')).toBe('');
    expect(refusal('{"a":')).toContain('too early');
    expect(refusal('{"a" 1}')).toContain('at character 6');
  });

  it('lets no member name reach a prototype', () => {
    const scanned = new JsonText('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect(scanned.find(['toString'])).toBeNull();
    expect(scanned.slice(scanned.find(['__proto__', 'polluted']) ?? -1)).toBe('1');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(scanned.value(0) as object)).toEqual(['__proto__', 'constructor']);
  });
});

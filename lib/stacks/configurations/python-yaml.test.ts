import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { ExactNumber } from '@/lib/json/exact-number';
import { type Dumped, dumpYaml, yamlNumber, yamlText } from './python-yaml';

const read = (text: string, version: '1.1' | '1.2' = '1.1'): unknown => {
  const document = parseDocument(text, { version, strict: true, uniqueKeys: false });
  expect(document.errors).toEqual([]);
  return document.toJS();
};

test('is laid out as PyYAML lays it out: sorted, in blocks, lists not indented', () => {
  const value = {
    users: [{ name: 'default', creation_date: '2026-11-22T06:05:09.753932', id: 'a-b' }],
    empty: [],
    none: {},
    nested: { b: { c: 1 }, a: [[1, 2], { x: null }] },
    path: 's3://bucket/x',
    exact: new ExactNumber('1.0'),
  };
  expect(dumpYaml(value)).toBe(`empty: []
exact: 1.0
nested:
  a:
  - - 1
    - 2
  - x: null
  b:
    c: 1
none: {}
path: s3://bucket/x
users:
- creation_date: '2026-11-22T06:05:09.753932'
  id: a-b
  name: default
`);
});

test.each([
  'yes',
  'No',
  'y',
  'null',
  '~',
  '=',
  '<<',
  '0123',
  '0x1f',
  '0o17',
  '1_000',
  '1:30',
  '12e34',
  '.5',
  '.inf',
  '-.NaN',
  '...',
  '2026-11-22',
  '- a',
  'a: b',
  'a #b',
  '#a',
  '',
  ' a',
  'a ',
  '@a',
  '*a',
  '!a',
  '%a',
  "it's",
  'a\nb',
  'a\u2028b',
  'a\u0085b',
  '\uFEFF',
  '\t',
  'é',
  '😀',
])('%j is text for readers of YAML 1.1 and of 1.2', (text) => {
  for (const version of ['1.1', '1.2'] as const) {
    expect(read(`a: ${yamlText(text)}`, version)).toEqual({ a: text });
    expect(read(`${yamlText(text)}: a`, version)).toEqual({ [text]: 'a' });
  }
});

test('whatever is written is read back, keys of any length included', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.stringMatching(/^[-0-9a-fxoe.:,_ ~=<+]{0,12}$/),
  );
  const { tree } = fc.letrec<{ tree: Dumped }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.constantFrom(null, true, false),
      fc.integer(),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc
        .uniqueArray(fc.tuple(text, tie('tree')), { maxLength: 4, selector: ([key]) => key })
        .map((entries) => new Map(entries)),
    ),
  }));
  const plain = (value: Dumped): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    return value instanceof Map ? new Map([...value].map(([key, each]) => [key, plain(each)])) : value;
  };
  fc.assert(
    fc.property(tree, (value) => {
      const document = parseDocument(dumpYaml(value), { version: '1.1', strict: true, merge: false });
      expect(document.errors).toEqual([]);
      expect(document.toJS({ mapAsMap: true })).toEqual(plain(value));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['1', '1'],
  ['-0.5', '-0.5'],
  ['1e5', '1.0e+5'],
  ['1.5E-7', '1.5e-7'],
  ['1e+21', '1.0e+21'],
  ['12345678901234567890', '12345678901234567890'],
])('the number %s keeps its digits as %s', (json, yaml) => {
  expect(yamlNumber(json)).toBe(yaml);
});

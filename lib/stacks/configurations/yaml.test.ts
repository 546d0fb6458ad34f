import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { isDomainError } from '@/lib/core/domain-error';
import { ExactNumber } from '@/lib/json/exact-number';
import { holdsComments, readYaml } from './yaml';

const LIMITS = { bytes: 64 * 1024, tokens: 10_000 };
const read = (text: string) => readYaml(text, 'config', LIMITS).value;

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('what a YAML library wrote of plain data is read as that data', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), plain, { maxKeys: 5 }), (data) => {
      fc.pre(!JSON.stringify(data).includes('"<<"'));
      expect(JSON.parse(JSON.stringify(read(stringify(data, { lineWidth: 0 }))))).toEqual(
        JSON.parse(JSON.stringify(data)),
      );
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['an anchor', 'a: &b 1'],
  ['an alias', 'a: 1\nc: *a'],
  ['a tag', 'a: !!python/object/apply:os.system ["true"]'],
  ['a merge', '<<: {a: 1}'],
  ['a directive', '%YAML 1.1\n---\na: 1'],
  ['a second document', 'a: 1\n---\nb: 2'],
  ['a key twice', '{a: 1, a: 2}'],
  ['a list as key', '? [a]\n: 1'],
  ['a bomb', 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]'],
])('%s is refused by a sentence that names the field', (_what, text) => {
  expect(() => read(text)).toThrow(/^config is not YAML that is taken here: /);
});

test('a name that would reach the prototype is a name like others', () => {
  const value = read('__proto__: {polluted: true}\nconstructor: x') as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('numbers that JavaScript would change stay text', () => {
  expect(read('a: 9007199254740993\nb: .nan\nc: 12')).toEqual({
    a: new ExactNumber('9007199254740993'),
    b: new ExactNumber('NaN'),
    c: 12,
  });
  expect(read("a: 0x20000000000001\nb: 86400.0\nc: '.nan'")).toEqual({
    a: '0x20000000000001',
    b: new ExactNumber('86400.0'),
    c: '.nan',
  });
});

test.each([
  ['brackets', '['.repeat(60_000)],
  ['braces', '{a: '.repeat(15_000)],
  ['dashes', '- '.repeat(30_000)],
  ['question marks', '? '.repeat(30_000)],
  ['indents', Array.from({ length: 400 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['tags', '!a '.repeat(20_000)],
  ['commas', `[${','.repeat(60_000)}]`],
  ['keys', Array.from({ length: 8_000 }, (_, n) => `k${n}: 1`).join('\n')],
  ['bytes', `a: ${'x'.repeat(70_000)}`],
])('60 kB of nothing but %s are refused before the parser sees them', (_what, text) => {
  const caught = (() => {
    try {
      return read(text);
    } catch (error) {
      return error;
    }
  })();
  expect(isDomainError(caught) && caught.code).toBe('invalid');
});

test.each([
  ['a: 1\n', false],
  ['a: b#c\n', false],
  ['a: "# x"\n', false],
  ["'#a': 1\n", false],
  ['a: |\n  # x\n', false],
  ['a: |\n  #x\n  y\n', false],
  ['a: b\n  #x\n', true],
  ['a: 1 # why\n', true],
  ['# top\na: 1\n', true],
  ['a:\n  # inside\n  b: 1\n', true],
  ['{ a: 1, # in flow\n b: 2 }', true],
  ['', false],
])('%j has comments: %s', (text, has) => {
  expect(holdsComments(text)).toBe(has);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightPython } from './highlight';

const textOf = (code: string) =>
  highlightPython(code)
    .map((pieces) => pieces.map(({ text }) => text).join(''))
    .join('\n');
const kindOf = (code: string, text: string) =>
  highlightPython(code)
    .flat()
    .find((piece) => piece.text.includes(text))?.kind;

describe('highlighted Python', () => {
  it('sets keywords, texts, numbers, names, remarks and decorators apart, and nothing else', () => {
    const code = '@timed\ndef rate(rows):\n    # how many\n    return len(rows) * 0.5 or "none"\n';
    expect(kindOf(code, '@timed')).toBe('mark');
    expect(kindOf(code, 'def')).toBe('word');
    expect(kindOf(code, 'rate')).toBe('name');
    expect(kindOf(code, 'how many')).toBe('remark');
    expect(kindOf(code, '0.5')).toBe('number');
    expect(kindOf(code, '"none"')).toBe('text');
    expect(kindOf(code, 'len')).toBeNull();
  });

  it('shows what stands inside the braces of a text as code', () => {
    expect(kindOf('f"{count} rows"', 'count')).toBeNull();
    expect(kindOf('f"{count} rows"', ' rows')).toBe('text');
  });

  it('goes on with a text over its lines', () => {
    expect(highlightPython('"""one\ntwo"""').map((line) => line[0]?.kind)).toEqual(['text', 'text']);
  });

  it('leaves out no character and adds none', () => {
    const python = fc.constantFrom(
      'def ',
      'f"{',
      '"""',
      "'",
      '}',
      '#',
      '\\',
      '\n',
      'x',
      '1.5',
      '@',
      '<b>',
      '(',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(python).map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          const code = text.replaceAll(/\r\n?/g, '\n');
          expect(textOf(code)).toBe(code.replace(/\n$/, ''));
        },
      ),
    );
  });

  it('takes every kind of line end for one, and shows long code plain', () => {
    expect(highlightPython('a\r\nb\rc')).toHaveLength(3);
    expect(highlightPython(`def x\n${'#'.repeat(40_000)}`)[0]).toEqual([{ text: 'def x', kind: null }]);
  });
});

import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { textOfHtml } from '../testing/text-of-html';
import { indentJson } from './indent-json';
import { JsonTree } from './json-tree';
import { RawJson } from './raw-json';

const raw = (text: string) => renderToStaticMarkup(<RawJson text={text} />);
const tree = (value: unknown) => renderToStaticMarkup(<JsonTree value={value} />);

/** Properties over generated JSON take seconds on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

describe('indentJson', () => {
  it('changes nothing but white space', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary', maxDepth: 3 }), (text) => {
        expect(indentJson(text).join('\n')).toBe(JSON.stringify(JSON.parse(text), null, 2));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps numbers and escapes as they were posted', () => {
    expect(indentJson('{"a":12345678901234567890.10,"b":"\\u00e9\\"}{"}')).toEqual([
      '{',
      '  "a": 12345678901234567890.10,',
      '  "b": "\\u00e9\\"}{"',
      '}',
    ]);
  });

  it('comes to an end on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        indentJson(text);
      }),
    );
  });
});

describe('RawJson', () => {
  it('folds a long string and keeps all of it in the page', () => {
    const pickled = 'gASV'.repeat(500);
    const html = raw(JSON.stringify({ bool_exp: pickled, note: null }));
    expect(html).toContain('<details');
    expect(html.replace(/<summary.*?<\/summary>|<[^>]*>/g, '').replaceAll('&quot;', '"')).toContain(pickled);
  });

  it('shows the beginning of a text beyond two million characters and says so', () => {
    const html = raw(`["${'x'.repeat(2_100_000)}"]`);
    expect(textOfHtml(html)).toContain('The first 2,000,000 of 2,100,004 characters');
  });
});

describe('JsonTree', () => {
  it('shows every value of a small body', () => {
    expect(textOfHtml(tree({ a: { b: [1, 'two', null] }, c: true, d: {} }))).toBe(
      'a · 1 field b [1, "two", null] c true d {}',
    );
  });

  it('draws a bounded part of a million values and says how much is left', () => {
    const html = tree({ big: Array.from({ length: 100_000 }, (_, index) => ({ index })), last: 'here' });
    expect(html.length).toBeLessThan(1_000_000);
    expect(textOfHtml(html)).toContain('99,800 more in the raw JSON');
    expect(html).toContain('here');
  });

  it('stops where nothing that the store accepts goes on', () => {
    let deep: unknown = 'bottom';
    for (let depth = 0; depth < 500; depth += 1) deep = { deep };
    expect(tree(deep)).not.toContain('bottom');
  });

  it('draws any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(tree(value)).toContain('<div');
      }),
    );
  });
});

import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Hallmark, hallmarkText } from './hallmark';
import { verdictOf } from './verdict';

const when = new Date('2025-11-05T17:28:55Z');
const failed = { who: 'axl', what: 'card', verdict: { kind: 'failed', text: '17 / 21' }, when } as const;

describe('Hallmark', () => {
  it('tells who, what, the verdict in words and when to a screen reader', () => {
    expect(renderToStaticMarkup(<Hallmark {...failed} />)).toContain(
      '<span class="sr-only">axl · card · failed 17 / 21 · 5 Nov 2025</span>',
    );
  });

  it('shows the verdict with a shape, so that it does not hang on colour', () => {
    const shapes = (['passed', 'failed', 'judge', 'stale', 'none'] as const).map((kind) => {
      const html = renderToStaticMarkup(<Hallmark {...failed} verdict={{ kind, text: '' }} />);
      return /shape-\w+/.exec(html)?.[0];
    });
    expect(new Set(shapes).size).toBe(5);
  });

  it('always has four cells, whatever is unknown', () => {
    const html = renderToStaticMarkup(
      <Hallmark who={null} what="version" verdict={{ kind: 'none', text: '' }} when={null} />,
    );
    expect(html.match(/clip-path/g)).toHaveLength(4);
    expect(html).toContain('unknown author · version · no verdict · unknown time');
  });

  it('gives the exact time, and a name too long for its cell, on hover', () => {
    const who = 'a-name-that-is-longer-than-any-cell';
    expect(renderToStaticMarkup(<Hallmark {...failed} who={who} />)).toContain(
      `title="${who} · card · failed 17 / 21 · 5 Nov 2025, 17:28:55 UTC"`,
    );
  });

  it('escapes a name that looks like markup', () => {
    expect(renderToStaticMarkup(<Hallmark {...failed} who="<script>alert(1)</script>" />)).not.toContain(
      '<script',
    );
  });

  it('says what a card holds where nothing is judged', () => {
    const verdict = { kind: 'none', text: '21 scenarios' } as const;
    expect(hallmarkText({ ...failed, verdict })).toBe('axl · card · 21 scenarios · 5 Nov 2025');
    expect(renderToStaticMarkup(<Hallmark {...failed} verdict={verdict} />)).not.toContain('<svg');
  });

  it('does not say the verdict word twice', () => {
    expect(hallmarkText({ ...failed, verdict: { kind: 'stale', text: 'Stale' } })).toContain('· stale ·');
  });
});

describe('verdictOf', () => {
  it('lets one failure fail the whole, and one open case keep it open', () => {
    expect(verdictOf({ passed: 9, failed: 1, info: 5 })).toEqual({ kind: 'failed', text: '9 / 15' });
    expect(verdictOf({ passed: 9, failed: 0, info: 1 })).toEqual({ kind: 'judge', text: '9 / 10' });
    expect(verdictOf({ passed: 9, failed: 0, info: 0 })).toEqual({ kind: 'passed', text: '9 / 9' });
    expect(verdictOf({ passed: 0, failed: 0, info: 0 })).toEqual({ kind: 'none', text: '' });
  });

  it('never calls anything passed unless every case passed', () => {
    const count = fc.nat(50);
    fc.assert(
      fc.property(count, count, count, (passed, failures, info) => {
        const { kind } = verdictOf({ passed, failed: failures, info });
        expect(kind === 'passed').toBe(passed > 0 && failures === 0 && info === 0);
      }),
    );
  });
});
